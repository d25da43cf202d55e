#!lua flags=allow-oom
-- KEYS: meta, session, beats, since, clock, journal; then a lease and a clock for each partition that the caller
-- watches.
-- ARGV: open|beat|bye, host, incarnation, history ("" when opening), data set, interval ms, offline-after ms, bell,
--       seen incarnation, seen pulse, replace 0|1, entry or "", facts; name and value of each fact;
--       epoch of each lease.
if #KEYS < 6 or #KEYS % 2 ~= 0 or #ARGV < 13 then return fault('beat: 6 keys and 13 arguments at least') end
local meta, session, beats, since, clock, journal = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6]
local kinds = { 'hash', 'hash', 'zset', 'hash', 'hash', 'stream' }
for at = 1, #KEYS do
  local kind = kinds[at] or 'hash'
  if not is_kind(KEYS[at], kind) then return fault('beat: key ' .. at .. ' is not a ' .. kind) end
end
local op, host, incarnation = ARGV[1], ARGV[2], ARGV[3]
if op ~= 'open' and op ~= 'beat' and op ~= 'bye' then return fault('beat: operation') end
if not is_name(host) then return fault('beat: host') end
if not is_name(incarnation) then return fault('beat: incarnation') end
if string.match(ARGV[4], '^%x*$') == nil or (ARGV[4] == '' and op ~= 'open') then return fault('beat: history') end
if not is_name(ARGV[5]) then return fault('beat: data set') end
if not is_count(ARGV[6]) or tonumber(ARGV[6]) < 1 then return fault('beat: interval') end
if not is_count(ARGV[7]) or tonumber(ARGV[7]) < 1 then return fault('beat: offline-after') end
if not is_channel(ARGV[8]) then return fault('beat: bell') end
if ARGV[9] ~= '' and not is_name(ARGV[9]) then return fault('beat: seen incarnation') end
if ARGV[10] ~= '' and not is_count(ARGV[10]) then return fault('beat: seen pulse') end
if ARGV[11] ~= '0' and ARGV[11] ~= '1' then return fault('beat: replace') end
if #ARGV[12] > 262144 then return fault('beat: entry') end
if not is_count(ARGV[13]) or tonumber(ARGV[13]) > 64 then return fault('beat: facts') end
local facts, watched = tonumber(ARGV[13]), (#KEYS - 6) / 2
if #ARGV ~= 13 + 2 * facts + watched then return fault('beat: number of arguments') end
local reserved = { incarnation = 1, pulse = 1, state = 1, interval = 1, wall = 1, host = 1 }
for at = 14, 12 + 2 * facts, 2 do
  if not is_name(ARGV[at]) or reserved[ARGV[at]] then return fault('beat: name of a fact') end
  if #ARGV[at + 1] > 16384 then return fault('beat: value of a fact') end
end
for at = 14 + 2 * facts, #ARGV do
  if not is_count(ARGV[at]) then return fault('beat: epoch') end
end

local data_set = redis.call('HGET', meta, 'id')
if data_set ~= ARGV[5] then return { 'DATASET', data_set or '' } end
local present = history()
if ARGV[4] ~= '' and ARGV[4] ~= present then return { 'RELOAD', present } end
local stored = redis.call('HMGET', session, 'incarnation', 'pulse', 'state', 'interval', 'address')
local pulse = tonumber(stored[2] or '') or 0
local mine = stored[1] == incarnation and stored[3] ~= 'left'
if op ~= 'open' and not mine then return { 'FENCED', stored[1] or '' } end
if op == 'open' and stored[1] and not mine and stored[3] ~= 'left' and ARGV[11] == '0' then
  if stored[1] ~= ARGV[9] or stored[2] ~= ARGV[10] then
    return { 'HELD', stored[1], stored[2] or '0', stored[4] or '0', stored[5] or '' }
  end
end

-- From here on nothing can fail.
local wall = wall_ms()
for number = 1, watched do
  local lease, watched_clock = KEYS[5 + 2 * number], KEYS[6 + 2 * number]
  local held = redis.call('HMGET', lease, 'owner', 'epoch')
  if held[1] == host .. ':' .. incarnation and held[2] == ARGV[13 + 2 * facts + number] then
    redis.call('HSET', watched_clock, 'seen', digits(partition_now(watched_clock, wall)), 'wall', digits(wall))
  end
end
local now = partition_now(clock, wall)
if op == 'open' and not mine then redis.call('DEL', session) end
local state = op == 'bye' and 'left' or 'up'
redis.call('HSET', session, 'host', host, 'incarnation', incarnation, 'pulse', digits(pulse + 1), 'interval', ARGV[6],
  'wall', digits(wall), 'state', state, unpack(ARGV, 14, 13 + 2 * facts))
if op == 'bye' then
  redis.call('ZREM', beats, host)
  redis.call('HDEL', since, host)
else
  local last = tonumber(redis.call('ZSCORE', beats, host) or '')
  if not last or now - last >= tonumber(ARGV[7]) or redis.call('HEXISTS', since, host) == 0 then
    redis.call('HSET', since, host, digits(now))
  end
  redis.call('ZADD', beats, digits(now), host)
end
if ARGV[12] ~= '' and not (op == 'open' and mine) then
  redis.call('XADD', journal, '*', 'e', ARGV[12])
  redis.call('PUBLISH', ARGV[8], '')
end
return { 'OK', present, digits(now), digits(pulse + 1), digits(wall) }
