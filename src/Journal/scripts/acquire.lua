#!lua flags=allow-oom
-- KEYS: lease, session of the caller, session of the seen owner (the caller's when none), cursors, journal.
-- ARGV: host, incarnation, history, seen owner, seen epoch, seen pulse, free|own|gone|expired,
--       group to register or "", presence channel of the seen owner.
-- A compare-and-set on what was seen: owner, epoch and the owner's pulse.
if #KEYS ~= 5 or #ARGV ~= 9 then return fault('acquire: 5 keys and 9 arguments') end
local lease, session, owner_session, cursors_key, journal = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
local kinds = { 'hash', 'hash', 'hash', 'hash', 'stream' }
for at = 1, 5 do
  if not is_kind(KEYS[at], kinds[at]) then return broken(KEYS[at], kinds[at]) end
end
local host, incarnation, claim, group = ARGV[1], ARGV[2], ARGV[7], ARGV[8]
if not is_name(host) then return fault('acquire: host') end
if not is_name(incarnation) then return fault('acquire: incarnation') end
if string.match(ARGV[3], '^%x+$') == nil then return fault('acquire: history') end
if ARGV[4] ~= '' and string.match(ARGV[4], '^[%w._-]+:[%w._-]+$') == nil then return fault('acquire: seen owner') end
if not is_count(ARGV[5]) then return fault('acquire: seen epoch') end
if not is_count(ARGV[6]) then return fault('acquire: seen pulse') end
if claim ~= 'free' and claim ~= 'own' and claim ~= 'gone' and claim ~= 'expired' then return fault('acquire: claim') end
if group ~= '' and not is_name(group) then return fault('acquire: group') end
if not is_channel(ARGV[9]) then return fault('acquire: presence channel') end

local present = history()
if ARGV[3] ~= present then return { 'RELOAD', present } end
local caller = redis.call('HMGET', session, 'incarnation', 'state')
if caller[1] ~= incarnation or caller[2] == 'left' then return { 'FENCED', caller[1] or '' } end
local stored = redis.call('HMGET', lease, 'owner', 'epoch', 'rev', 'heir', 'released', 'turns')
local owner, epoch, rev = stored_owner(stored[1]), stored_epoch(stored[2]), count_or_zero(stored[3])
if owner ~= ARGV[4] or epoch ~= ARGV[5] then return { 'LOST', owner, epoch } end
local wall, me = wall_ms(), host .. ':' .. incarnation
if owner == '' then
  local age = wall - tonumber(count_or_zero(stored[5]))
  if (stored[4] or '') ~= '' and stored[4] ~= host and age >= 0 and age < 1000 then return { 'LOST', owner, epoch } end
elseif string.match(owner, '^[^:]+') ~= host then
  local holder = redis.call('HMGET', owner_session, 'incarnation', 'pulse', 'state')
  if count_or_zero(holder[2]) ~= ARGV[6] then return { 'LOST', owner, epoch } end
  local orphan = string.match(owner, '[^:]+$') ~= holder[1] or holder[3] == 'left'
  if not orphan and claim == 'gone' and redis.call('PUBSUB', 'NUMSUB', ARGV[9])[2] ~= 0 then
    return { 'LOST', owner, epoch }
  end
  if not orphan and claim ~= 'gone' and claim ~= 'expired' then return { 'LOST', owner, epoch } end
end

-- From here on nothing can fail. The wall clock keeps an epoch from being given twice after Redis lost its newest
-- writes.
local next_epoch = digits(math.max(tonumber(epoch) + 1, wall))
redis.call('HSET', lease, 'owner', me, 'epoch', next_epoch, 'rev', rev, 'since', digits(wall),
  'turns', digits(tonumber(count_or_zero(stored[6])) + 1))
redis.call('HDEL', lease, 'heir', 'released')
if group ~= '' and redis.call('HEXISTS', cursors_key, group) == 0 then
  local stream = stream_state(journal)
  redis.call('HSET', cursors_key, group, format_cursor('0-0', stream.added - stream.length, wall, 'held'))
end
return { 'OK', next_epoch, rev, present }
