import Issuance
import Mail
import TestKit
import Testing

@testable import Console

@Suite struct SessionStoreTests {
    private let clock = ManualClock()

    private func store(_ bounds: SessionBounds = SessionBounds()) -> SessionStore {
        SessionStore(bounds: bounds, clock: clock, random: SeededRandom(seed: 3))
    }

    private func person(_ subject: String) -> PersonIdentity { PersonIdentity(issuer: "https://login.example.be", subject: subject) }

    @Test func `a session ends half an hour after its last use`() throws {
        let store = store()
        let id = try #require(store.begin(person("a"), language: .nl))
        for _ in 0..<4 {
            clock.advance(by: .seconds(1_799))
            #expect(store.use(id)?.identity == person("a"))
        }
        clock.advance(by: .seconds(1_800))
        #expect(store.use(id) == nil && store.count == 0)
    }

    @Test func `what a page does by itself keeps nobody signed in`() throws {
        let store = store()
        let id = try #require(store.begin(person("a"), language: .nl))
        clock.advance(by: .seconds(1_799))
        #expect(store.peek(id) != nil)
        clock.advance(by: .seconds(1))
        #expect(store.peek(id) == nil)
    }

    @Test func `a session ends eight hours after the sign-in, however it is used`() throws {
        let store = store()
        let id = try #require(store.begin(person("a"), language: .nl))
        for _ in 0..<47 {
            clock.advance(by: .seconds(600))
            #expect(store.use(id) != nil)
        }
        clock.advance(by: .seconds(600))
        #expect(store.use(id) == nil)
    }

    @Test func `an identifier has 256 bits, is new each time, and is not what is kept`() throws {
        let store = store()
        let ids = (0..<8).compactMap { _ in store.begin(person("a"), language: .nl)?.revealText() }
        #expect(Set(ids).count == 8 && ids.allSatisfy { $0.utf8.count == 43 })
        #expect(store.use(Secret("")) == nil && store.use(Secret("x")) == nil)
        let session = try #require(store.use(Secret(ids[0])))
        #expect("\(session)" == "session •••" && Mirror(reflecting: session).children.isEmpty)
        #expect(session.formToken.count == 22)
    }

    @Test func `the session of a person that was used least makes room for the ninth`() throws {
        let store = store()
        let ids = try (0..<8).map { _ in
            clock.advance(by: .seconds(1))
            return try #require(store.begin(person("a"), language: .nl))
        }
        clock.advance(by: .seconds(1))
        #expect(store.use(ids[0]) != nil)
        let other = try #require(store.begin(person("b"), language: .nl))
        _ = try #require(store.begin(person("a"), language: .nl))
        #expect(store.count == 9)
        #expect(store.use(ids[1]) == nil)
        #expect(store.use(ids[0]) != nil && store.use(ids[2]) != nil && store.use(other) != nil)
    }

    @Test func `there are no more than the bound, and those that are over make room`() throws {
        let store = store(SessionBounds(total: 3))
        for name in ["a", "b", "c"] { #expect(store.begin(person(name), language: .nl) != nil) }
        #expect(store.begin(person("d"), language: .nl) == nil)
        clock.advance(by: .seconds(1_800))
        #expect(store.begin(person("d"), language: .nl) != nil && store.count == 1)
    }

    @Test func `what is shown once is shown once, to its session, and not for long`() throws {
        let store = store()
        let (id, other) = (try #require(store.begin(person("a"), language: .nl)), try #require(store.begin(person("b"), language: .nl)))
        store.keep(Secret("K7M2Q"), for: "act_1", of: id)
        #expect(store.take(for: "act_1", of: other) == nil && store.take(for: "act_2", of: id) == nil)
        #expect(store.take(for: "act_1", of: id)?.revealText() == "K7M2Q")
        #expect(store.take(for: "act_1", of: id) == nil)
        store.keep(Secret("K7M2Q"), for: "act_1", of: id)
        clock.advance(by: .seconds(120))
        #expect(store.take(for: "act_1", of: id) == nil)
    }

    @Test func `the end of a session is the end`() throws {
        let store = store()
        let id = try #require(store.begin(person("a"), language: .nl))
        store.setLanguage(.de, of: id)
        #expect(store.use(id)?.language == .de)
        store.end(id)
        #expect(store.use(id) == nil && store.count == 0)
        store.keep(Secret("x"), for: "p", of: id)
        #expect(store.count == 0)
    }
}
