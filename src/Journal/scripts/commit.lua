#!lua flags=allow-oom
-- KEYS: lease, then every key that the operations name by its number (2 and up).
-- ARGV: history, owner, epoch, rev, then operations, each a letter and its operands:
--   q beats clock host ms             needs: the host is silent for ms at least
--   p beats clock since host ms ms    needs: the host beat within the first, and has beaten for the second
--   c cursors field id entries        cursor moves
--   h hash field value | d hash field | u hash   set, delete a field; drop the key
--   z zset member score | r zset member
--   x stream kind length body         append; length 0 = no limit
--   t stream id                       drop what is older than id
--   j cursors journal keep-ms cap     drop what every group has read, less what is kept
--   b channel                         ring
if #KEYS < 1 or #ARGV < 4 then return fault('commit: 1 key and 4 arguments at least') end
if not is_kind(KEYS[1], 'hash') then return broken(KEYS[1], 'hash') end
if string.match(ARGV[1], '^%x+$') == nil then return fault('commit: history') end
if string.match(ARGV[2], '^[%w._-]+:[%w._-]+$') == nil then return fault('commit: owner') end
if not is_count(ARGV[3]) then return fault('commit: epoch') end
if not is_count(ARGV[4]) then return fault('commit: rev') end

local hash, zset, stream = 'hash', 'zset', 'stream'
local shapes = {
  q = { zset, hash, 'name', 'count' }, p = { zset, hash, hash, 'name', 'count', 'count' },
  c = { hash, 'text', 'id', 'count' }, h = { hash, 'text', 'any' }, d = { hash, 'text' }, u = { hash },
  z = { zset, 'text', 'score' }, r = { zset, 'text' }, x = { stream, 'text', 'count', 'any' }, t = { stream, 'id' },
  j = { hash, stream, 'count', 'count' }, b = { 'channel' }
}
local checks = {
  name = is_name, count = is_count, id = is_stream_id, channel = is_channel,
  text = function(text) return #text >= 1 and #text <= 1024 end,
  any = function(text) return #text <= 262144 end,
  score = function(text) return #text <= 20 and string.match(text, '^%-?%d+$') ~= nil end
}
local kinds, operations, at = {}, {}, 5
while at <= #ARGV do
  local shape = shapes[ARGV[at]]
  if not shape then return fault('commit: operation ' .. at) end
  local operation = { letter = ARGV[at] }
  for number, wanted in ipairs(shape) do
    local operand = ARGV[at + number]
    if not operand then return fault('commit: too few operands') end
    if checks[wanted] then
      if not checks[wanted](operand) then return fault('commit: operand ' .. (at + number)) end
      operation[number] = operand
    else
      local key = is_count(operand) and tonumber(operand) >= 2 and KEYS[tonumber(operand)]
      if not key then return fault('commit: key of operand ' .. (at + number)) end
      if (kinds[key] or wanted) ~= wanted then return fault('commit: two kinds for one key') end
      kinds[key] = wanted
      operation[number] = key
    end
  end
  operations[#operations + 1] = operation
  at = at + #shape + 1
end
for key, kind in pairs(kinds) do
  if key == KEYS[1] then return fault('commit: the lease is no operand') end
  if not is_kind(key, kind) then return broken(key, kind) end
end

local stored = redis.call('HMGET', KEYS[1], 'owner', 'epoch', 'rev')
if stored[1] ~= ARGV[2] or stored[2] ~= ARGV[3] then return { 'FENCED', stored[1] or '' } end
local present = history()
if present ~= ARGV[1] or count_or_zero(stored[3]) ~= ARGV[4] then return { 'RELOAD', present } end

local wall, unmet, items = wall_ms(), {}, {}
for number, operation in ipairs(operations) do
  local letter = operation.letter
  if letter == 'q' then
    local beat = tonumber(redis.call('ZSCORE', operation[1], operation[3]) or '')
    local now = partition_now(operation[2], wall)
    if not beat or now - beat < tonumber(operation[4]) then unmet[#unmet + 1] = operation[3] end
  elseif letter == 'p' then
    local beat = tonumber(redis.call('ZSCORE', operation[1], operation[4]) or '')
    local since = tonumber(redis.call('HGET', operation[3], operation[4]) or '')
    if since and (since ~= since or since > 9e15) then since = nil end
    local now = partition_now(operation[2], wall)
    if not beat or not since or now - beat >= tonumber(operation[5]) or now - since < tonumber(operation[6]) then
      unmet[#unmet + 1] = operation[4]
    end
  elseif letter == 'c' then
    local value = redis.call('HGET', operation[1], operation[2])
    local cursor = value and parse_cursor(value)
    if cursor and id_before(operation[3], cursor.id) then return fault('commit: a cursor goes back') end
    operation.cursor = cursor
  elseif letter == 'x' then
    local stream, length = operation[1], operation[3]
    items[#items + 1] = length == '0' and { stream, '*', operation[2], operation[4] }
      or { stream, 'MAXLEN', length, '*', operation[2], operation[4] }
  end
end
if #unmet > 0 then return { 'UNMET', unpack(unmet) } end
local refused = add_all(items)
if refused then return refused end

-- From here on nothing can fail.
local function move(operation)
  local read = (operation.cursor and operation.cursor.read or 0) + tonumber(operation[4])
  redis.call('HSET', operation[1], operation[2], format_cursor(operation[3], read, wall, 'held'))
end

-- `read` is counted by the caller; what the stream itself knows corrects it: nothing read is beyond what was added,
-- what was trimmed counts as read, and a cursor at the newest entry has read them all.
local function trim(operation)
  local journal, keep, cap = operation[2], tonumber(operation[3]), tonumber(operation[4])
  local cursors, state = read_cursors(operation[1]), stream_state(operation[2])
  local lowest = nil
  for _, cursor in ipairs(cursors) do
    local read = math.max(math.min(cursor.read, state.added), state.added - state.length)
    if not id_before(cursor.id, state.last) then read = state.added end
    if read ~= cursor.read and cursor.state == 'held' then
      redis.call('HSET', operation[1], cursor.group, format_cursor(cursor.id, read, cursor.time, cursor.state))
    end
    cursor.read = read
    if cursor.state == 'held' and (not lowest or id_before(cursor.id, lowest)) then lowest = cursor.id end
  end
  if not lowest or state.length == 0 then return end
  local kept = digits(math.max(wall - keep, 0)) .. '-0'
  redis.call('XTRIM', journal, 'MINID', '~', id_before(kept, lowest) and kept or lowest)
  -- What is kept for later readers is half the cap at most; a limited MINID never passes the lowest cursor, MAXLEN
  -- might.
  local excess = redis.call('XLEN', journal) - count_unread(cursors, state) - math.floor(cap / 2)
  if excess > 0 then redis.call('XTRIM', journal, 'MINID', '~', lowest, 'LIMIT', digits(excess)) end
end

local writes = {
  q = function() end, p = function() end, c = move, j = trim,
  h = function(o) redis.call('HSET', o[1], o[2], o[3]) end,
  d = function(o) redis.call('HDEL', o[1], o[2]) end,
  u = function(o) redis.call('UNLINK', o[1]) end,
  z = function(o) redis.call('ZADD', o[1], o[3], o[2]) end,
  r = function(o) redis.call('ZREM', o[1], o[2]) end,
  x = function() end,
  t = function(o) redis.call('XTRIM', o[1], 'MINID', o[2]) end,
  b = function(o) redis.call('PUBLISH', o[1], '') end
}
for _, operation in ipairs(operations) do writes[operation.letter](operation) end
redis.call('HSET', KEYS[1], 'rev', digits(tonumber(ARGV[4]) + 1))
return { 'OK' }
