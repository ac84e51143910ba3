import Logging
import Synchronization
import TestKit
import Testing

@testable import Postduif

@Suite("The keys of an issuer in memory", .timeLimit(.minutes(5))) struct KeySetCacheTests {
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
        await !cache.verifiers(id: issuer.keyID("ES256"), algorithm: .es256).isEmpty
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
        "stay when a fetch fails or brings no key set",
        arguments: [
            .failure(KeySetFault("away")), .success([]), .success(Array("<html>".utf8)), .success(Array(#"{"keys":7}"#.utf8)),
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

    @Test(
        "go at once with a set that holds none that can be used, and come back with the next",
        arguments: [#"{"keys":[]}"#, #"{"keys":[{"kty":"oct","k":"AA"}]}"#])
    func emptied(_ set: String) async throws {
        _ = try await cache.load()
        source.set(.success(Array(set.utf8)))
        clock.advance(by: .seconds(60))
        #expect(await !knows(next))
        #expect(await !knows(former) && source.fetches == 2)
        #expect(cache.trouble == "nobody can sign in: the key set has no key that can be used")
        source.set(.success(try former.keySet()))
        clock.advance(by: .seconds(60))
        #expect(await knows(former))
        #expect(cache.trouble == nil)
    }

    @Test("are taken for a day after the last fetch, however often it fails, and again after the next")
    func lifetime() async throws {
        _ = try await cache.load()
        source.set(.failure(KeySetFault("away")))
        clock.advance(by: KeySetCache.lifetime - .seconds(1))
        #expect(await knows(former))
        #expect(await eventually { self.source.fetches == 2 })
        clock.advance(by: .seconds(1))
        #expect(await !knows(former))
        #expect(cache.trouble == "nobody can sign in: the issuer's keys were not fetched for 24 h")
        source.set(.success(try former.keySet()))
        clock.advance(by: .seconds(60))
        #expect(await knows(former))
    }

    @Test("are renewed without a request, so that none is judged by what its issuer took back in a quiet night")
    func renewal() async throws {
        _ = try await cache.load()
        source.set(.success(try next.keySet()))
        let looks = Mutex(0)
        let renewal = KeySetRenewal(keys: cache) { [clock] _ in
            clock.advance(by: KeySetRenewal.interval)
            if looks.withLock({
                $0 += 1; return $0
            }) > 3 {
                throw CancellationError()
            }
        }
        try await renewal.run()
        #expect(source.fetches == 2)
        #expect(await !knows(former))
        #expect(await knows(next))
    }

    @Test("that were never had are fetched without a request")
    func late() async throws {
        source.set(.failure(KeySetFault("away")))
        await #expect(throws: KeySetFault("away")) { _ = try await cache.load() }
        #expect(cache.trouble == "nobody can sign in: the issuer's keys were not fetched yet")
        source.set(.success(try former.keySet()))
        await cache.renewIfDue()
        #expect(source.fetches == 1, "at most once a minute")
        clock.advance(by: .seconds(60))
        await cache.renewIfDue()
        #expect(source.fetches == 2 && cache.trouble == nil)
        #expect(await knows(former))
    }

    @Test("that are old are told before they end")
    func trouble() async throws {
        _ = try await cache.load()
        source.set(.failure(KeySetFault("away")))
        clock.advance(by: KeySetCache.staleness - .seconds(1))
        await cache.renewIfDue()
        #expect(cache.trouble == nil && source.fetches == 2)
        clock.advance(by: .seconds(1))
        #expect(cache.trouble == "the issuer's keys were not fetched for 30 min; those known are taken for 24 h")
    }

    @Test("without any that can be used stop the start")
    func loadEmpty() async {
        source.set(.success(Array(#"{"keys":[]}"#.utf8)))
        await #expect(throws: KeySetFault("the key set has no key that can be used")) { _ = try await cache.load() }
    }

    @Test("that their issuer took back go within a quarter of an hour and a request")
    func takenBack() async throws {
        _ = try await cache.load()
        source.set(.success(try next.keySet()))
        clock.advance(by: KeySetCache.age - .seconds(1))
        #expect(await knows(former))
        clock.advance(by: .seconds(1))
        // It begins the renewal and does not wait for it: what it finds is what is there before, or after where that was quick.
        _ = await knows(former)
        #expect(await eventually { await !self.knows(former) })
        #expect(source.fetches == 2)
    }
}
