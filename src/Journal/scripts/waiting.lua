#!lua flags=no-writes
-- KEYS: for each stream: the stream, the hash of its cursors, the lease of who folds it.  ARGV: the field of each cursor.
-- How far each stream is folded, what waits next, and who should fold it. A key of another type has nothing.
if #KEYS < 3 or #KEYS % 3 ~= 0 or #ARGV * 3 ~= #KEYS then return fault('waiting: 3 keys and 1 argument for each stream') end
for at = 1, #ARGV do
  if #ARGV[at] < 1 or #ARGV[at] > 1024 then return fault('waiting: field') end
end

local answer = {}
for at = 1, #ARGV do
  local stream, cursors, lease = KEYS[3 * at - 2], KEYS[3 * at - 1], KEYS[3 * at]
  local value = is_kind(cursors, 'hash') and redis.call('HGET', cursors, ARGV[at])
  local cursor = value and parse_cursor(value)
  local id = cursor and cursor.id or '0-0'
  local next = is_kind(stream, 'stream') and redis.call('XRANGE', stream, '(' .. id, '+', 'COUNT', 1)[1]
  answer[#answer + 1] = id
  answer[#answer + 1] = next and next[1] or ''
  answer[#answer + 1] = is_kind(lease, 'hash') and stored_owner(redis.call('HGET', lease, 'owner')) or ''
end
return answer
