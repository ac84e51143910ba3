import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// The HTTP calls of the demo, as a front and a citizen's browser make them.
struct DemoClient: Sendable {
    let base: String
    let key: String

    struct Answer: Sendable {
        let status: Int
        let body: [UInt8]

        func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
            try AdministrationJSON.decode(type, from: body)
        }
    }

    func post(_ path: String, json: String) async throws -> Answer {
        try await send(.POST, path, body: json, type: "application/json", authorized: true)
    }

    func get(_ path: String) async throws -> Answer {
        try await send(.GET, path, body: nil, type: nil, authorized: true)
    }

    /// A browser's form: no credential but what it carries.
    func postForm(_ path: String, _ form: String) async throws -> Answer {
        try await send(.POST, path, body: form, type: "application/x-www-form-urlencoded", authorized: false)
    }

    private func send(_ method: HTTPMethod, _ path: String, body: String?, type: String?, authorized: Bool) async throws -> Answer {
        var request = HTTPClientRequest(url: base + path)
        request.method = method
        if authorized { request.headers.add(name: "authorization", value: "Bearer \(key)") }
        if let type { request.headers.add(name: "content-type", value: type) }
        if let body { request.body = .bytes(ByteBuffer(string: body)) }
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(10))
        let bytes = try await response.body.collect(upTo: 1_024 * 1_024)
        return Answer(status: Int(response.status.code), body: Array(bytes.readableBytesView))
    }
}
