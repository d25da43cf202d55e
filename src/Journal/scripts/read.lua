#!lua flags=no-writes
-- KEYS: stream.  ARGV: the id after which, items at most, bytes of a body at most, bytes of all bodies at most.
-- Whatever somebody wrote into the stream, the answer is bounded: a longer body is cut, and its length told.
if #KEYS ~= 1 or #ARGV ~= 4 then return fault('read: 1 key and 4 arguments') end
if not is_kind(KEYS[1], 'stream') then return broken(KEYS[1], 'stream') end
if not is_stream_id(ARGV[1]) then return fault('read: id') end
for at = 2, 4 do
  if not is_count(ARGV[at]) or tonumber(ARGV[at]) < 1 then return fault('read: not a count') end
end
local after, most, body_most, all_most = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])

-- One item at a time: a step of several could bring any number of bytes into this script.
local answer, bytes, count = {}, 0, 0
while count < most and bytes < all_most do
  local item = redis.call('XRANGE', KEYS[1], '(' .. after, '+', 'COUNT', 1)[1]
  if not item then break end
  local kind, body = item[2][1], item[2][2]
  answer[#answer + 1] = item[1]
  answer[#answer + 1] = string.sub(kind, 1, 64)
  answer[#answer + 1] = digits(#body)
  answer[#answer + 1] = string.sub(body, 1, body_most)
  after, count, bytes = item[1], count + 1, bytes + math.min(#body, body_most)
end
return answer
