-- Prepended to every script, after its first line. Scripts read no key before its type is known and
-- write nothing before everything is checked: what a failed script wrote stays written.

local function fault(text)
  return redis.error_reply('DEFECT ' .. text)
end

-- Somebody else wrote a key of ours: nothing ran, and nothing will until it is mended. The caller waits and says so.
local function broken(key, kind)
  return redis.error_reply('BROKEN ' .. key .. ' is not a ' .. kind .. ': delete it (DEL ' .. key .. ')')
end

local function is_kind(key, kind)
  local stored = redis.call('TYPE', key).ok
  return stored == 'none' or stored == kind
end

local function is_count(text)
  return type(text) == 'string' and #text <= 15 and string.match(text, '^%d+$') ~= nil
end

-- What is stored and should be a count; anything else counts as nothing.
local function count_or_zero(text)
  return is_count(text) and text or '0'
end

-- The owner of a lease, `host:incarnation`; anything else is nobody.
local function stored_owner(text)
  return text and #text <= 200 and string.match(text, '^[%w._-]+:[%w._-]+$') and text or ''
end

-- The epoch of a lease; one beyond all clocks was written by hand, and none could follow it.
local function stored_epoch(text)
  return is_count(text) and #text <= 14 and text or '0'
end

local function is_stream_id(text)
  return type(text) == 'string' and #text <= 40 and string.match(text, '^%d+%-%d+$') ~= nil
end

local function is_name(text)
  return type(text) == 'string' and #text >= 1 and #text <= 64 and string.match(text, '^[%w._-]+$') ~= nil
end

local function is_channel(text)
  return type(text) == 'string' and #text >= 1 and #text <= 256
end

local function digits(number)
  return string.format('%.0f', number)
end

local function wall_ms()
  local time = redis.call('TIME')
  return tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
end

-- The history that this data belongs to: it changes when Redis restarts, fails over or is restored.
local function history()
  return string.match(redis.call('INFO', 'replication'), 'master_replid:(%x+)')
end

-- The partition's own clock: at most 2 s pass between two stored readings, and it never goes back.
local function partition_now(key, wall)
  local stored = redis.call('HMGET', key, 'wall', 'seen')
  if not is_count(stored[1]) or not is_count(stored[2]) then return 0 end
  local stored_wall, seen = tonumber(stored[1]), tonumber(stored[2])
  return seen + math.min(math.max(wall - stored_wall, 0), 2000)
end

-- Stream ids compare as pairs of 64-bit numbers; as digit strings, because Lua's numbers lose the last bits.
local function digits_before(left, right)
  left, right = string.gsub(left, '^0+', ''), string.gsub(right, '^0+', '')
  if #left ~= #right then return #left < #right end
  return left < right
end

local function id_before(left, right)
  local left_ms, left_seq = string.match(left, '^(%d+)%-(%d+)$')
  local right_ms, right_seq = string.match(right, '^(%d+)%-(%d+)$')
  if digits_before(left_ms, right_ms) then return true end
  if digits_before(right_ms, left_ms) then return false end
  return digits_before(left_seq, right_seq)
end

-- A journal cursor is `<id> <entries read> <time of the last commit, ms> <held|expired>`. Anything else is no cursor, and
-- holds nothing: one field written by hand must not stop all who write and read.
local function parse_cursor(value)
  local id, read, time, state = string.match(value, '^(%d+%-%d+) (%d+) (%d+) (%a+)$')
  if not id or not is_stream_id(id) or not is_count(read) or not is_count(time) then return nil end
  return { id = id, read = tonumber(read), time = tonumber(time), state = state }
end

local function format_cursor(id, read, time, state)
  return id .. ' ' .. digits(read) .. ' ' .. digits(time) .. ' ' .. state
end

local function read_cursors(key)
  local stored = redis.call('HGETALL', key)
  local cursors = {}
  for at = 1, #stored, 2 do
    local cursor = parse_cursor(stored[at + 1])
    if cursor then
      cursor.group = stored[at]
      cursors[#cursors + 1] = cursor
    end
  end
  return cursors
end

-- How many entries a stream ever took, how many it still holds, and the id of the newest.
local function stream_state(key)
  if redis.call('EXISTS', key) == 0 then return { added = 0, length = 0, last = '0-0' } end
  local info = redis.call('XINFO', 'STREAM', key)
  local state = {}
  for at = 1, #info, 2 do
    if info[at] == 'entries-added' then state.added = info[at + 1] end
    if info[at] == 'length' then state.length = info[at + 1] end
    if info[at] == 'last-generated-id' then state.last = info[at + 1] end
  end
  return state
end

-- Entries not yet read by the slowest group that still has a hold; all that are kept when there is none.
local function count_unread(cursors, stream)
  local read = nil
  for _, cursor in ipairs(cursors) do
    if cursor.state == 'held' and (not read or cursor.read < read) then read = cursor.read end
  end
  if not read then return stream.length end
  return math.min(math.max(stream.added - read, 0), stream.length)
end

-- Adds items to streams, each { key, options..., field, value } as for XADD: all or none. A stream whose newest id is the
-- highest there can be takes no more; the answer is then the error.
local function add_all(items)
  local added = {}
  for _, item in ipairs(items) do
    local id = redis.pcall('XADD', unpack(item))
    if type(id) == 'table' and id.err then
      for _, entry in ipairs(added) do redis.call('XDEL', entry[1], entry[2]) end
      return redis.error_reply('BROKEN ' .. item[1] .. ' takes no more entries: delete it (DEL ' .. item[1] .. '): ' .. id.err)
    end
    added[#added + 1] = { item[1], id }
  end
  return nil
end
