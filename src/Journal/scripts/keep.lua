#!lua
-- KEYS: samples, when each goes.  ARGV: lifetime ms, how many are kept, then for each sample its name and its text.
-- What a name says never changes, so whoever keeps it again only makes it last longer. Where there are too many, those go
-- that would have gone first.
if #KEYS ~= 2 or #ARGV < 4 or #ARGV % 2 ~= 0 or #ARGV > 202 then return fault('keep: 2 keys, 1 to 100 samples') end
local samples, due = KEYS[1], KEYS[2]
if not is_kind(samples, 'hash') then return broken(samples, 'hash') end
if not is_kind(due, 'zset') then return broken(due, 'zset') end
if not is_count(ARGV[1]) or tonumber(ARGV[1]) < 1 then return fault('keep: lifetime') end
if not is_count(ARGV[2]) or tonumber(ARGV[2]) < 1 or #ARGV[2] > 7 then return fault('keep: how many') end
local bytes = 0
for at = 3, #ARGV, 2 do
  if #ARGV[at] < 1 or #ARGV[at] > 200 then return fault('keep: a name') end
  bytes = bytes + #ARGV[at + 1]
end
if bytes > 262144 then return fault('keep: too much at once') end
local now, lifetime, most = wall_ms(), tonumber(ARGV[1]), tonumber(ARGV[2])

-- From here on nothing can fail.
for at = 3, #ARGV, 2 do
  redis.call('HSET', samples, ARGV[at], ARGV[at + 1])
  redis.call('ZADD', due, digits(now + lifetime), ARGV[at])
end
local gone = redis.call('ZRANGEBYSCORE', due, '-inf', '(' .. digits(now), 'LIMIT', '0', '200')
for _, name in ipairs(gone) do
  redis.call('HDEL', samples, name)
  redis.call('ZREM', due, name)
end
while redis.call('ZCARD', due) > most do
  redis.call('HDEL', samples, redis.call('ZPOPMIN', due)[1])
end
redis.call('PEXPIRE', samples, digits(lifetime))
redis.call('PEXPIRE', due, digits(lifetime))
return { 'OK' }
