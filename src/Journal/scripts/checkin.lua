#!lua
-- KEYS: journal, cursors, check-ins.  ARGV: entries at most, keep ms, bell, name, entry.
-- Appends what somebody beside a node's process says, who has no session. The name is of this one check-in: the same again
-- changes nothing, for as long as names are kept.
if #KEYS ~= 3 or #ARGV ~= 5 then return fault('checkin: 3 keys and 5 arguments') end
local journal, cursors_key, names = KEYS[1], KEYS[2], KEYS[3]
if not is_kind(journal, 'stream') then return broken(journal, 'stream') end
if not is_kind(cursors_key, 'hash') then return broken(cursors_key, 'hash') end
if not is_kind(names, 'zset') then return broken(names, 'zset') end
if not is_count(ARGV[1]) or tonumber(ARGV[1]) < 1 then return fault('checkin: entries at most') end
if not is_count(ARGV[2]) or tonumber(ARGV[2]) < 1 then return fault('checkin: keep') end
if not is_channel(ARGV[3]) then return fault('checkin: bell') end
if #ARGV[4] < 1 or #ARGV[4] > 1024 then return fault('checkin: name') end
if #ARGV[5] < 1 or #ARGV[5] > 65536 then return fault('checkin: entry') end
local cursors = read_cursors(cursors_key)
if redis.call('ZSCORE', names, ARGV[4]) then return { 'AGAIN' } end
local most = math.floor(tonumber(ARGV[1]) * 1.05)
if count_unread(cursors, stream_state(journal)) + 1 > most then return { 'FULL' } end
local wall = wall_ms()

local refused = add_all({ { journal, '*', 'e', ARGV[5] } })
if refused then return refused end

-- From here on nothing can fail.
redis.call('ZADD', names, digits(wall), ARGV[4])
redis.call('ZREMRANGEBYSCORE', names, '-inf', '(' .. digits(math.max(wall - tonumber(ARGV[2]), 0)))
redis.call('PEXPIRE', names, ARGV[2])
redis.call('PUBLISH', ARGV[3], '')
return { 'OK' }
