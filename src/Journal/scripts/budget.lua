#!lua flags=allow-oom
-- KEYS: budget.  ARGV: take|done|cancel|pause, messages, window ms, time-out ms, slot, pause ms.
-- A slot `open <time>` is a message that may be on its way, `sent <time>` one whose call has ended. It is given back a
-- window
-- after the latest moment at which the receiver may have counted it, so the receiver never sees more than it allows.
if #KEYS ~= 1 or #ARGV ~= 6 then return fault('budget: 1 key and 6 arguments') end
local key, op, slot = KEYS[1], ARGV[1], ARGV[5]
if not is_kind(key, 'hash') then return broken(key, 'hash') end
if op ~= 'take' and op ~= 'done' and op ~= 'cancel' and op ~= 'pause' then return fault('budget: operation') end
if not is_count(ARGV[2]) or tonumber(ARGV[2]) < 1 or tonumber(ARGV[2]) > 10000 then return fault('budget: messages') end
if not is_count(ARGV[3]) or tonumber(ARGV[3]) < 1 or #ARGV[3] > 10 then return fault('budget: window') end
if not is_count(ARGV[4]) or #ARGV[4] > 10 then return fault('budget: time-out') end
if not is_name(slot) then return fault('budget: slot') end
if not is_count(ARGV[6]) or #ARGV[6] > 10 then return fault('budget: pause') end
local messages, window, timeout, pause = tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[6])

local stored = redis.call('HGETALL', key)
local now, used, granted, first_free = wall_ms(), 0, false, nil
local pause_from, pause_until = 0, 0
local drops, moves = {}, {}
for at = 1, #stored, 2 do
  local name, state, from, last = stored[at], string.match(stored[at + 1], '^(%a+) (%d+) (%d+)$')
  -- What is no slot, or would never end, goes as one that has ended.
  if not is_count(from) or not is_count(last) or tonumber(last) - tonumber(from) > 3600000 then
    state, from, last = '', '0', '0'
  end
  from, last = tonumber(from), tonumber(last)
  -- A clock that went back: what lies ahead began now, and lasts as long as it would have.
  if from > now then
    last, from = last - from + now, now
    moves[#moves + 1] = { name, state .. ' ' .. digits(from) .. ' ' .. digits(last) }
  end
  if last < now then
    drops[#drops + 1] = name
  elseif state == 'pause' then
    pause_from, pause_until = from, last
  elseif name == 'slot:' .. slot then
    granted = true
  else
    used = used + 1
    if not first_free or last < first_free then first_free = last end
  end
end

-- From here on nothing can fail.
for _, name in ipairs(drops) do redis.call('HDEL', key, name) end
for _, entry in ipairs(moves) do redis.call('HSET', key, entry[1], entry[2]) end
local answer, lives = { 'OK', '0' }, window + timeout
if op == 'take' then
  if pause_until >= now then
    answer = { 'WAIT', digits(pause_until - now + 1) }
  elseif granted or used < messages then
    redis.call('HSET', key, 'slot:' .. slot, 'open ' .. digits(now) .. ' ' .. digits(now + timeout + window))
  else
    answer = { 'WAIT', digits(first_free - now + 1) }
  end
elseif op == 'done' then
  redis.call('HSET', key, 'slot:' .. slot, 'sent ' .. digits(now) .. ' ' .. digits(now + window))
elseif op == 'cancel' then
  redis.call('HDEL', key, 'slot:' .. slot)
elseif now + pause > pause_until then
  redis.call('HSET', key, 'pause', 'pause ' .. digits(now) .. ' ' .. digits(now + pause))
  pause_until = now + pause
end
lives = math.max(lives, pause_until - now)
if redis.call('EXISTS', key) == 1 then
  redis.call('PEXPIRE', key, digits(math.max(lives, redis.call('PTTL', key))))
end
return answer
