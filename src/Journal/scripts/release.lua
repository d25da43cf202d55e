#!lua flags=allow-oom
-- KEYS: lease.  ARGV: owner, epoch, heir (a host) or "", bell.
-- The epoch stays; the heir alone may take the lease for a second.
if #KEYS ~= 1 or #ARGV ~= 4 then return fault('release: 1 key and 4 arguments') end
if not is_kind(KEYS[1], 'hash') then return broken(KEYS[1], 'hash') end
if string.match(ARGV[1], '^[%w._-]+:[%w._-]+$') == nil then return fault('release: owner') end
if not is_count(ARGV[2]) then return fault('release: epoch') end
if ARGV[3] ~= '' and not is_name(ARGV[3]) then return fault('release: heir') end
if not is_channel(ARGV[4]) then return fault('release: bell') end

local stored = redis.call('HMGET', KEYS[1], 'owner', 'epoch')
if stored[1] ~= ARGV[1] or stored[2] ~= ARGV[2] then return { 'FENCED', stored[1] or '' } end
redis.call('HSET', KEYS[1], 'owner', '', 'heir', ARGV[3], 'released', digits(wall_ms()))
redis.call('PUBLISH', ARGV[4], '')
return { 'OK' }
