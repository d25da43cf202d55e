#!lua flags=allow-oom
-- KEYS: servers (a sorted set: `host:incarnation`, last sign on Redis' wall clock).
-- ARGV: sign|leave|read, `host:incarnation` or "", for how long a sign counts in ms, prefix of the presence channels.
-- A hint about who is there, so that those who are not needed don't ask for a lease; it decides nothing.
if #KEYS ~= 1 or #ARGV ~= 4 then return fault('muster: 1 key and 4 arguments') end
if not is_kind(KEYS[1], 'zset') then return broken(KEYS[1], 'zset') end
if ARGV[1] ~= 'sign' and ARGV[1] ~= 'leave' and ARGV[1] ~= 'read' then return fault('muster: operation') end
if ARGV[1] ~= 'read' and string.match(ARGV[2], '^[%w._-]+:[%w._-]+$') == nil then return fault('muster: server') end
if not is_count(ARGV[3]) then return fault('muster: not a count') end
if not is_channel(ARGV[4]) then return fault('muster: prefix') end

local wall = wall_ms()
if ARGV[1] == 'sign' then redis.call('ZADD', KEYS[1], digits(wall), ARGV[2]) end
if ARGV[1] == 'leave' then redis.call('ZREM', KEYS[1], ARGV[2]) end
if ARGV[1] ~= 'read' then redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', '(' .. digits(wall - 60000)) end
local answer = { 'OK' }
-- A sign from the future was written before the clock went back: presence alone says whether it still counts.
for _, server in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], digits(wall - tonumber(ARGV[3])), '+inf')) do
  if stored_owner(server) ~= '' and redis.call('PUBSUB', 'NUMSUB', ARGV[4] .. server)[2] ~= 0 then
    answer[#answer + 1] = server
  end
end
return answer
