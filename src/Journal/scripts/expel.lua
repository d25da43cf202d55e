#!lua flags=allow-oom
-- KEYS: session, beats, since, checkpoints, journal.
-- ARGV: down|forget, host, beats of patience, force 0|1, bell, entry or "".
-- For a node that beats no more. `down` ends its session: its leases are free to take and its writes are fenced, and it
-- is missed as before. `forget` takes away all that is stored of it. Beats count on Redis' wall clock: the partition's
-- own stands still when the silent node is the one that watches it.
if #KEYS ~= 5 or #ARGV ~= 6 then return fault('expel: 5 keys and 6 arguments') end
local session, beats, since, checkpoints, journal = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
local kinds = { 'hash', 'zset', 'hash', 'hash', 'stream' }
for at = 1, 5 do
  if not is_kind(KEYS[at], kinds[at]) then return broken(KEYS[at], kinds[at]) end
end
local op, host, entry = ARGV[1], ARGV[2], ARGV[6]
if op ~= 'down' and op ~= 'forget' then return fault('expel: operation') end
if not is_name(host) then return fault('expel: host') end
if not is_count(ARGV[3]) then return fault('expel: beats of patience') end
if ARGV[4] ~= '0' and ARGV[4] ~= '1' then return fault('expel: force') end
if not is_channel(ARGV[5]) then return fault('expel: bell') end
if #entry > 262144 then return fault('expel: entry') end

local stored = redis.call('HMGET', session, 'incarnation', 'state', 'interval', 'wall')
local known = stored[1] or redis.call('ZSCORE', beats, host) or redis.call('HEXISTS', since, host) == 1
  or redis.call('EXISTS', checkpoints) == 1
if not known or (op == 'down' and not stored[1]) then return { 'UNKNOWN' } end
if op == 'down' and stored[2] == 'left' then return { 'ENDED' } end
local wall = wall_ms()
local silent = math.max(wall - tonumber(count_or_zero(stored[4])), 0)
local patience = tonumber(count_or_zero(stored[3])) * tonumber(ARGV[3])
if ARGV[4] == '0' and stored[1] and stored[2] ~= 'left' and silent < patience then
  return { 'BEATS', digits(silent) }
end

-- From here on nothing can fail.
if op == 'down' then
  redis.call('HSET', session, 'state', 'left', 'downed', digits(wall))
else
  redis.call('UNLINK', session, checkpoints)
  redis.call('ZREM', beats, host)
  redis.call('HDEL', since, host)
  if entry ~= '' then
    if not add_all({ { journal, '*', 'e', entry } }) then redis.call('PUBLISH', ARGV[5], '') end
  end
end
return { 'OK' }
