#!lua
-- KEYS: session, journal, checkpoints, cursors.
-- ARGV: incarnation, entries at most, group expiry ms, bell, files; then for each file:
--       field, expected position or "none", position or "gone", note, urgent 0|1, entries, the entries.
-- Each file is judged alone: ok, conflict (with the stored position) or full.
if #KEYS ~= 4 or #ARGV < 5 then return fault('append: 4 keys and 5 arguments at least') end
local session, journal, checkpoints, cursors_key = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
if not is_kind(session, 'hash') then return broken(session, 'hash') end
if not is_kind(journal, 'stream') then return broken(journal, 'stream') end
if not is_kind(checkpoints, 'hash') then return broken(checkpoints, 'hash') end
if not is_kind(cursors_key, 'hash') then return broken(cursors_key, 'hash') end
if not is_name(ARGV[1]) then return fault('append: incarnation') end
if not is_count(ARGV[2]) or tonumber(ARGV[2]) < 1 then return fault('append: entries at most') end
if not is_count(ARGV[3]) then return fault('append: group expiry') end
if not is_channel(ARGV[4]) then return fault('append: bell') end
if not is_count(ARGV[5]) or tonumber(ARGV[5]) < 1 then return fault('append: files') end

local function is_position(text)
  return #text >= 1 and #text <= 256 and string.match(text, '^[^%s%c]+$') ~= nil
end

local files, at, total = {}, 6, 0
for number = 1, tonumber(ARGV[5]) do
  if at + 5 > #ARGV then return fault('append: too few arguments') end
  local file = { field = ARGV[at], expected = ARGV[at + 1], position = ARGV[at + 2], note = ARGV[at + 3] }
  if #file.field < 1 or #file.field > 1024 then return fault('append: field') end
  if not is_position(file.expected) then return fault('append: expected position') end
  if not is_position(file.position) or file.position == 'none' then return fault('append: position') end
  if #file.note > 8192 then return fault('append: note') end
  if ARGV[at + 4] ~= '0' and ARGV[at + 4] ~= '1' then return fault('append: urgent') end
  if not is_count(ARGV[at + 5]) then return fault('append: entries') end
  file.urgent, file.count, file.first = ARGV[at + 4] == '1', tonumber(ARGV[at + 5]), at + 6
  at, total = file.first + file.count, total + file.count
  if at > #ARGV + 1 then return fault('append: too few entries') end
  if total > 256 then return fault('append: more than 256 entries') end
  files[number] = file
end
if at ~= #ARGV + 1 then return fault('append: too many arguments') end

local owner = redis.call('HMGET', session, 'incarnation', 'state')
if owner[1] ~= ARGV[1] or owner[2] == 'left' then return { 'FENCED', owner[1] or '' } end
local cursors = read_cursors(cursors_key)

local wall, cap, expiry = wall_ms(), tonumber(ARGV[2]), tonumber(ARGV[3])
local stream = stream_state(journal)
local unread = total == 0 and 0 or count_unread(cursors, stream)
local stale, fresh, expelled = {}, 0, {}
if total > 0 and unread + total > cap then
  for _, cursor in ipairs(cursors) do
    if cursor.state == 'held' and wall - cursor.time > expiry then stale[#stale + 1] = cursor
    elseif cursor.state == 'held' then fresh = fresh + 1 end
  end
  -- A hold is taken only in favour of a group that lives: nobody else would read or trim.
  if fresh > 0 then expelled = stale end
  for _, cursor in ipairs(expelled) do cursor.state = 'expired' end
  if #expelled > 0 then unread = count_unread(cursors, stream) end
end

local stored, answer = {}, { 'OK', '' }
for _, file in ipairs(files) do
  local position = stored[file.field]
  if not position then
    local value = redis.call('HGET', checkpoints, file.field)
    position = value and string.match(value, '^[^ ]+') or 'none'
    if not is_position(position) then position = 'none' end
  end
  if position ~= file.expected then
    file.verdict = 'conflict'
  elseif file.count > 0 and unread + file.count > (file.urgent and math.floor(cap * 1.05) or cap) then
    file.verdict = 'full'
  else
    file.verdict, position, unread = 'ok', file.position == 'gone' and 'none' or file.position, unread + file.count
  end
  stored[file.field] = position
  answer[#answer + 1] = file.verdict
  answer[#answer + 1] = position
end

local items = {}
for _, file in ipairs(files) do
  for entry = file.first, file.verdict == 'ok' and file.first + file.count - 1 or 0 do
    items[#items + 1] = { journal, '*', 'e', ARGV[entry] }
  end
end
local refused = add_all(items)
if refused then return refused end

-- From here on nothing can fail.
for _, cursor in ipairs(expelled) do
  redis.call('HSET', cursors_key, cursor.group, format_cursor(cursor.id, cursor.read, cursor.time, 'expired'))
  answer[2] = answer[2] .. (answer[2] == '' and '' or ' ') .. cursor.group
end
for _, file in ipairs(files) do
  if file.verdict == 'ok' and file.position == 'gone' then
    redis.call('HDEL', checkpoints, file.field)
  elseif file.verdict == 'ok' then
    redis.call('HSET', checkpoints, file.field, file.position .. ' ' .. digits(wall) .. ' ' .. file.note)
  end
end
if #items > 0 then redis.call('PUBLISH', ARGV[4], '') end
return answer
