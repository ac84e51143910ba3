-- wrk script: POST /v1/codes, each request to an address of its own, so that no limit per recipient is met.
local thread_count = 0
function setup(thread)
  thread:set("number", thread_count)
  thread_count = thread_count + 1
end

function init(args)
  counter = 0
  wrk.method = "POST"
  wrk.headers["Content-Type"] = "application/json"
  wrk.headers["Authorization"] = "Bearer " .. os.getenv("BENCH_KEY")
  run = os.getenv("BENCH_RUN")
end

function request()
  counter = counter + 1
  local body = '{"recipient": {"email": "c' .. run .. '.' .. number .. '.' .. counter ..
    '@example.be", "language": "nl"}, "purpose": "sign-in", "binding": "bench-' .. counter .. '"}'
  return wrk.format(nil, "/v1/codes", nil, body)
end

function done(summary, latency, requests)
  local failed = summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
  io.write(string.format("RESULT requests=%d failed=%d seconds=%.3f p50_ms=%.2f p99_ms=%.2f\n", summary.requests, failed,
    summary.duration / 1e6, latency:percentile(50) / 1000, latency:percentile(99) / 1000))
end
