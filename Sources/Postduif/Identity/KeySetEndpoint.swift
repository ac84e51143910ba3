import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// Keys at the issuer's `jwks_uri`: https, or this machine.
struct KeySetEndpoint: KeySetSource {
    let url: String
    /// Waits for time; a parameter so that tests need not.
    let pause: @Sendable (Duration) async throws -> Void

    /// For the whole answer.
    static let patience: Duration = .seconds(5)

    /// Follows no redirection: what is configured is where the keys are, and https does not become http on the way.
    private static let client: HTTPClient = {
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        configuration.timeout = .init(connect: .seconds(3), read: .seconds(3))
        configuration.connectionPool.retryConnectionEstablishment = false
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }()

    func fetch() async throws(KeySetFault) -> [UInt8] {
        let result = await withTaskGroup(of: Result<[UInt8], KeySetFault>.self) { group in
            group.addTask { await get() }
            group.addTask {
                do { try await pause(Self.patience) } catch {}
                return .failure(KeySetFault("the issuer did not answer within \(Self.patience.components.seconds) s"))
            }
            let first = await group.next() ?? .failure(KeySetFault("the issuer was not asked"))
            group.cancelAll()
            return first
        }
        return try result.get()
    }

    private func get() async -> Result<[UInt8], KeySetFault> {
        var request = HTTPClientRequest(url: url)
        request.headers.add(name: "accept", value: "application/json")
        do {
            let response = try await Self.client.execute(request, timeout: .seconds(5))
            guard response.status == .ok else {
                return .failure(KeySetFault("the issuer answered \(response.status.code) where its keys should be"))
            }
            return .success(Array(try await response.body.collect(upTo: KeySetCache.octets).readableBytesView))
        } catch is NIOTooManyBytesError {
            return .failure(KeySetFault("the issuer's key set is larger than \(KeySetCache.octets) octets"))
        } catch {
            return .failure(KeySetFault("the issuer could not be reached"))
        }
    }
}
