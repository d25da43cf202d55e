#!lua flags=no-writes
-- KEYS: beats, since, clock.  ARGV: silent for at least ms, hosts at most; hosts that are wanted anyway.
-- One consistent picture: the partition's clock and the beats on it.
if #KEYS ~= 3 or #ARGV < 2 then return fault('beats: 3 keys and 2 arguments at least') end
if not is_kind(KEYS[1], 'zset') then return broken(KEYS[1], 'zset') end
if not is_kind(KEYS[2], 'hash') then return broken(KEYS[2], 'hash') end
if not is_kind(KEYS[3], 'hash') then return broken(KEYS[3], 'hash') end
if not is_count(ARGV[1]) or not is_count(ARGV[2]) then return fault('beats: not a count') end

local now = partition_now(KEYS[3], wall_ms())
local answer = { digits(now), digits(redis.call('ZCARD', KEYS[1])) }
local function add(host, beat)
  local score = math.max(math.min(tonumber(beat) or 0, now), 0)
  local since = redis.call('HGET', KEYS[2], host)
  answer[#answer + 1] = host
  answer[#answer + 1] = digits(score)
  answer[#answer + 1] = is_count(since) and since or digits(score)
end
local newest = digits(now - tonumber(ARGV[1]))
local found = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', newest, 'WITHSCORES', 'LIMIT', 0, ARGV[2])
local given = {}
for at = 1, #found, 2 do
  add(found[at], found[at + 1])
  given[found[at]] = true
end
for at = 3, #ARGV do
  local beat = not given[ARGV[at]] and redis.call('ZSCORE', KEYS[1], ARGV[at])
  if beat then add(ARGV[at], beat) end
end
return answer
