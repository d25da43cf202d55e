#!lua flags=allow-oom
-- KEYS: meta.  ARGV: schema version, partitions, id of a new data set.
-- Written once; answers what is stored.
if #KEYS ~= 1 or #ARGV ~= 3 then return fault('meta: 1 key and 3 arguments') end
if not is_kind(KEYS[1], 'hash') then return broken(KEYS[1], 'hash') end
if not is_count(ARGV[1]) then return fault('meta: schema') end
if not is_count(ARGV[2]) or tonumber(ARGV[2]) < 1 then return fault('meta: partitions') end
if not is_name(ARGV[3]) then return fault('meta: id') end

if redis.call('EXISTS', KEYS[1]) == 0 then
  redis.call('HSET', KEYS[1], 'schema', ARGV[1], 'partitions', ARGV[2], 'id', ARGV[3])
end
local stored = redis.call('HMGET', KEYS[1], 'schema', 'partitions', 'id')
return { stored[1] or '', stored[2] or '', stored[3] or '', history() or '' }
