#!lua flags=no-writes
-- KEYS: leases.  ARGV: prefix of the session keys, prefix of the presence channels.
-- The owner's session is known only here; Redis Cluster, which would need it declared, is refused at connect.
if #KEYS < 1 or #KEYS > 500 or #ARGV ~= 2 then return fault('look: 1 to 500 keys and 2 arguments') end
if not is_channel(ARGV[1]) or not is_channel(ARGV[2]) then return fault('look: prefix') end

local wall = wall_ms()
local answer = { history(), digits(wall) }
for at = 1, #KEYS do
  -- A lease of another type looks free: who asks for it is told what is wrong, and the other leases are as they are.
  local stored = {}
  if is_kind(KEYS[at], 'hash') then
    stored = redis.call('HMGET', KEYS[at], 'owner', 'epoch', 'rev', 'heir', 'released', 'since', 'turns')
  end
  local owner, pulse, alive, present = stored_owner(stored[1]), '0', '0', '0'
  if owner ~= '' then
    local host, incarnation = string.match(owner, '^([^:]+):(.+)$')
    local session = {}
    if is_kind(ARGV[1] .. host, 'hash') then
      session = redis.call('HMGET', ARGV[1] .. host, 'incarnation', 'pulse', 'state')
    end
    pulse = count_or_zero(session[2])
    alive = session[1] == incarnation and session[3] ~= 'left' and '1' or '0'
    present = digits(redis.call('PUBSUB', 'NUMSUB', ARGV[2] .. owner)[2])
  end
  local released = is_count(stored[5]) and tonumber(stored[5])
  local free = owner == '' and (released and wall >= released and digits(wall - released) or '86400000') or '0'
  local held = owner ~= '' and digits(math.max(wall - (is_count(stored[6]) and tonumber(stored[6]) or wall), 0)) or '0'
  for _, value in ipairs({ owner, stored_epoch(stored[2]), count_or_zero(stored[3]), is_name(stored[4]) and stored[4] or '', free, pulse,
    alive, present, held, count_or_zero(stored[7]) }) do
    answer[#answer + 1] = value
  end
end
return answer
