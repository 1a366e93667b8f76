-- Lua's coroutines: lua generators.lua next COUNT
local count = tonumber(arg[2])
local naturals = coroutine.wrap(function() local n = 0 while true do coroutine.yield(n) n = n + 1 end end)
local start, sum = os.clock(), 0
for _ = 1, count do sum = sum + naturals() end
print((os.clock() - start) * 1e9 / count)
