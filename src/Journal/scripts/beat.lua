#!lua flags=allow-oom
-- KEYS: meta, session, beats, since, clock, journal; then a lease and a clock for each partition that the caller
-- watches.
-- ARGV: open|beat|bye, host, incarnation, history ("" when opening), data set, interval ms, offline-after ms, bell,
--       seen incarnation, seen pulse, replace 0|1, entry or "", facts; name and value of each fact;
--       epoch of each lease.
if #KEYS < 6 or #KEYS % 2 ~= 0 or #ARGV < 13 then return fault('beat: 6 keys and 13 arguments at least') end
local meta, session, beats, since, clock, journal = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6]
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

-- Each key is read before anything is written, so one of another type ends the script with nothing done. Only what is written
-- unread is looked at: TYPE of every key would cost a busy Redis a fifth of a beat.
if ARGV[12] ~= '' and not is_kind(journal, 'stream') then return broken(journal, 'stream') end
local data_set = redis.call('HGET', meta, 'id')
if data_set ~= ARGV[5] then return { 'DATASET', data_set or '' } end
local present = history()
if ARGV[4] ~= '' and ARGV[4] ~= present then return { 'RELOAD', present } end
local stored = redis.call('HMGET', session, 'incarnation', 'pulse', 'state', 'interval', 'address')
local pulse = tonumber(count_or_zero(stored[2]))
local mine = stored[1] == incarnation and stored[3] ~= 'left'
if op ~= 'open' and not mine then return { 'FENCED', stored[1] or '' } end
if op == 'open' and stored[1] and not mine and stored[3] ~= 'left' and ARGV[11] == '0' then
  if stored[1] ~= ARGV[9] or count_or_zero(stored[2]) ~= ARGV[10] then
    return { 'HELD', stored[1], count_or_zero(stored[2]), count_or_zero(stored[4]), stored[5] or '' }
  end
end

local wall, owned = wall_ms(), {}
for number = 1, watched do
  local lease, watched_clock = KEYS[5 + 2 * number], KEYS[6 + 2 * number]
  -- One that somebody made another type must not stop the beat, and with it all that this process holds.
  local held, read = redis.pcall('HMGET', lease, 'owner', 'epoch'), redis.pcall('HMGET', watched_clock, 'wall')
  if held.err or read.err then
    held = {}
  end
  if held[1] == host .. ':' .. incarnation and held[2] == ARGV[13 + 2 * facts + number] then
    owned[#owned + 1] = { key = watched_clock, now = partition_now(watched_clock, wall) }
  end
end
local now = partition_now(clock, wall)
local last = tonumber(redis.call('ZSCORE', beats, host) or '')
local has_since = is_count(redis.call('HGET', since, host))

-- From here on nothing can fail.
for _, watched_clock in ipairs(owned) do
  redis.call('HSET', watched_clock.key, 'seen', digits(watched_clock.now), 'wall', digits(wall))
end
if op == 'open' and not mine then redis.call('DEL', session) end
if op == 'beat' then
  redis.call('HSET', session, 'pulse', digits(pulse + 1), 'wall', digits(wall), unpack(ARGV, 14, 13 + 2 * facts))
else
  redis.call('HSET', session, 'host', host, 'incarnation', incarnation, 'pulse', digits(pulse + 1), 'interval', ARGV[6],
    'wall', digits(wall), 'state', op == 'bye' and 'left' or 'up', unpack(ARGV, 14, 13 + 2 * facts))
end
if op == 'bye' then
  redis.call('ZREM', beats, host)
  redis.call('HDEL', since, host)
else
  if not last or now - last >= tonumber(ARGV[7]) or not has_since then
    redis.call('HSET', since, host, digits(now))
  end
  redis.call('ZADD', beats, digits(now), host)
end
if ARGV[12] ~= '' and not (op == 'open' and mine) then
  -- A session opens and ends whether or not the journal takes what there is to say of it.
  if not add_all({ { journal, '*', 'e', ARGV[12] } }) then redis.call('PUBLISH', ARGV[8], '') end
end
return { 'OK', present, digits(now), digits(pulse + 1), digits(wall) }
