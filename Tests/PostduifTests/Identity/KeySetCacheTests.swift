import Logging
import TestKit
import Testing

@testable import Postduif

@Suite("The keys of an issuer in memory", .timeLimit(.minutes(1))) struct KeySetCacheTests {
    private let former = TestIssuer("former")
    private let next = TestIssuer("next")
    private let clock = ManualClock()
    private let source: SetOfKeys
    private let cache: KeySetCache

    init() throws {
        source = SetOfKeys(try former.keySet())
        cache = KeySetCache(source: source, clock: clock, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    private func knows(_ issuer: TestIssuer) async -> Bool {
        await cache.verifier(id: issuer.keyID("ES256"), algorithm: .es256) != nil
    }

    @Test("are fetched with the first token, and kept")
    func first() async {
        #expect(await knows(former))
        #expect(await knows(former))
        #expect(source.fetches == 1)
    }

    @Test("are fetched again for a key that is not known, at most once a minute")
    func rotation() async throws {
        #expect(try await cache.load() == 4)
        source.set(.success(try next.keySet()))
        #expect(await !knows(next))
        clock.advance(by: .seconds(59))
        #expect(await !knows(next) && source.fetches == 1)
        clock.advance(by: .seconds(1))
        #expect(await knows(next) && source.fetches == 2)
        #expect(await !knows(former))
        for _ in 0..<100 { #expect(await !knows(TestIssuer("stranger"))) }
        #expect(source.fetches == 2)
    }

    @Test("are fetched once for all who wait for them")
    func together() async throws {
        _ = try await cache.load()
        source.set(.success(try next.keySet()))
        source.hold()
        clock.advance(by: .seconds(60))
        let known = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<50 { group.addTask { await knows(next) } }
            group.addTask {
                let isAsked = await eventually { source.fetches == 2 }
                source.letGo()
                return isAsked
            }
            return await group.reduce(true) { $0 && $1 }
        }
        #expect(known && source.fetches == 2)
    }

    @Test(
        "stay when a fetch fails or brings nothing that can be used",
        arguments: [
            .failure(KeySetFault("away")), .success([]), .success(Array("<html>".utf8)), .success(Array(#"{"keys":[]}"#.utf8)),
        ] as [Result<[UInt8], KeySetFault>])
    func failure(_ answer: Result<[UInt8], KeySetFault>) async throws {
        _ = try await cache.load()
        source.set(answer)
        clock.advance(by: .seconds(60))
        #expect(await !knows(next))
        #expect(source.fetches == 2)
        #expect(await knows(former))
        source.set(.success(try next.keySet()))
        clock.advance(by: .seconds(60))
        #expect(await knows(next))
    }

    @Test("that their issuer took back go within a quarter of an hour and a request")
    func takenBack() async throws {
        _ = try await cache.load()
        source.set(.success(try next.keySet()))
        clock.advance(by: KeySetCache.age - .seconds(1))
        #expect(await knows(former))
        clock.advance(by: .seconds(1))
        // This request still finds what is there, and does not wait.
        #expect(await knows(former))
        #expect(await eventually { await !self.knows(former) })
        #expect(source.fetches == 2)
    }
}
