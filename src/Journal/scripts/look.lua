#!lua flags=no-writes
-- KEYS: leases.  ARGV: prefix of the session keys, prefix of the presence channels.
-- The owner's session is known only here; Redis Cluster, which would need it declared, is refused at connect.
if #KEYS < 1 or #KEYS > 500 or #ARGV ~= 2 then return fault('look: 1 to 500 keys and 2 arguments') end
for at = 1, #KEYS do
  if not is_kind(KEYS[at], 'hash') then return fault('look: lease is not a hash') end
end
if not is_channel(ARGV[1]) or not is_channel(ARGV[2]) then return fault('look: prefix') end

local wall = wall_ms()
local answer = { history(), digits(wall) }
for at = 1, #KEYS do
  local stored = redis.call('HMGET', KEYS[at], 'owner', 'epoch', 'rev', 'heir', 'released', 'since', 'turns')
  local owner, pulse, alive, present = stored[1] or '', '0', '0', '0'
  if owner ~= '' then
    local host, incarnation = string.match(owner, '^([^:]+):(.+)$')
    if not host then return fault('look: stored owner') end
    if not is_kind(ARGV[1] .. host, 'hash') then return fault('look: session is not a hash') end
    local session = redis.call('HMGET', ARGV[1] .. host, 'incarnation', 'pulse', 'state')
    pulse = session[2] or '0'
    alive = session[1] == incarnation and session[3] ~= 'left' and '1' or '0'
    present = digits(redis.call('PUBSUB', 'NUMSUB', ARGV[2] .. owner)[2])
  end
  local released = tonumber(stored[5] or '')
  local free = owner == '' and (released and wall >= released and digits(wall - released) or '86400000') or '0'
  local held = owner ~= '' and digits(math.max(wall - (tonumber(stored[6] or '') or wall), 0)) or '0'
  for _, value in ipairs({ owner, stored[2] or '0', stored[3] or '0', stored[4] or '', free, pulse, alive, present,
    held, stored[7] or '0' }) do
    answer[#answer + 1] = value
  end
end
return answer
