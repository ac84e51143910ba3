import Mail
import Queue
import Submission
import Synchronization
import TestKit
import Testing

@testable import Delivery

extension RelayFaultMatrix {
    /// DSN, SIZE and DELIVERBY: said to a relay that offers them, and to no other; a relay that refuses them gets the same mail without.
    @Suite struct ParameterTests {
        /// The command lines of a verb.
        private static func lines(_ verb: String, _ relay: ScriptedRelay) -> [String] {
            relay.events.compactMap { event in
                guard case .command(let line) = event.subject, event.verb == verb else { return nil }
                return line
            }
        }

        private static func hasParameters(_ line: String) -> Bool { !line.hasSuffix(">") }

        @Test(arguments: [["PIPELINING"], []])
        func `A relay that offers all gets all, in order, with the life that is left`(keywords: [String]) async throws {
            let relay = try #require(ScriptedRelay(keywords: keywords + ["SIZE", "DSN", "DELIVERBY"]))
            defer { relay.stop() }
            let bench = try ScenarioBench([.scenario(relay.port, connections: 1, deliverBy: true)])
            try await bench.run {
                let ids = try await bench.enqueue(["jan", "a+b"])
                #expect(try await bench.come(2, to: .accepted))
                for (id, recipient) in zip(ids, ["jan", "a+2Bb"]) {
                    let mail = try #require(Self.lines("MAIL", relay).first { $0.contains("\(id)") })
                    let parts = mail.split(separator: " ").map(String.init)
                    #expect(parts[1...2] == ["FROM:<no-reply@send.example.be>", "SIZE=\(relay.messages[0].count)"])
                    #expect(parts[3...4] == ["RET=HDRS", "ENVID=\(id)"] && parts.count == 6)
                    // A code lives 600 s; the machine may be slow.
                    let left = try #require(parts[5].wholeMatch(of: /BY=([0-9]+);R/).flatMap { Int($0.1) })
                    #expect((570...600).contains(left))
                    #expect(
                        Self.lines("RCPT", relay).contains { $0.hasSuffix(" NOTIFY=FAILURE,DELAY ORCPT=rfc822;\(recipient)@example.be") })
                }
            }
        }

        struct Offer: Sendable, CustomTestStringConvertible {
            let keywords: [String]
            let deliverBy: Bool
            let mail: [String]
            let rcpt: [String]
            var testDescription: String { "\(keywords), deliver_by \(deliverBy)" }
        }

        @Test(arguments: [
            Offer(keywords: [], deliverBy: true, mail: [], rcpt: []),
            Offer(keywords: ["SMTPUTF8", "REQUIRETLS"], deliverBy: true, mail: [], rcpt: []),
            Offer(keywords: ["SIZE 0"], deliverBy: true, mail: ["SIZE"], rcpt: []),
            Offer(keywords: ["DSN"], deliverBy: true, mail: ["RET", "ENVID"], rcpt: ["NOTIFY", "ORCPT"]),
            Offer(keywords: ["DELIVERBY"], deliverBy: true, mail: ["BY"], rcpt: []),
            Offer(keywords: ["DELIVERBY"], deliverBy: false, mail: [], rcpt: []),
            // More than a code has left.
            Offer(keywords: ["DELIVERBY 3600"], deliverBy: true, mail: [], rcpt: []),
        ])
        func `Nothing is said that is not offered, or not set`(offer: Offer) async throws {
            let relay = try #require(ScriptedRelay(keywords: offer.keywords))
            defer { relay.stop() }
            let bench = try ScenarioBench([.scenario(relay.port, connections: 1, deliverBy: offer.deliverBy)])
            try await bench.run {
                let id = try await bench.enqueue(["jan"])[0]
                #expect(try await bench.comes(id, to: .accepted))
            }
            let keywords = { (line: String) in line.split(separator: " ").dropFirst(2).map { String($0.prefix { $0 != "=" }) } }
            #expect(Self.lines("MAIL", relay).map(keywords) == [offer.mail])
            #expect(Self.lines("RCPT", relay).map(keywords) == [offer.rcpt])
        }

        struct Refusal: Sendable, CustomTestStringConvertible {
            let verb: String
            let answer: String
            var testDescription: String { "\(answer) to \(verb)" }
            static let all = ["MAIL", "RCPT"].flatMap { verb in
                ["501 what", "504 what", "555 5.5.4 what"].map { Refusal(verb: verb, answer: $0) }
            }
        }

        @Test(arguments: Refusal.all, [["PIPELINING", "SIZE", "DSN"], ["DSN", "DELIVERBY"]])
        func `Refused parameters cost one retry on a fresh connection`(refusal: Refusal, keywords: [String]) async throws {
            let verb = refusal.verb
            let relay = try #require(
                ScriptedRelay(keywords: keywords) { event in
                    guard case .command(let line) = event.subject, event.verb == verb, Self.hasParameters(line) else { return .usual }
                    return .say("\(refusal.answer)\r\n")
                })
            defer { relay.stop() }
            let bench = try ScenarioBench([.scenario(relay.port, connections: 4, deliverBy: true)])
            try await bench.run {
                let ids = try await bench.enqueue((0..<20).map { "citizen-\($0)" })
                #expect(try await bench.come(20, to: .accepted))
                let messages = try await bench.messages(ids)
                #expect(messages.allSatisfy { $0.attempts.count == 1 && $0.attempt == 1 })
                let slowest = try #require(messages.compactMap { message in message.finished.map { $0 - message.issued } }.max())
                #expect(slowest < .seconds(4))
                #expect(!bench.pool.takesParameters(0) && bench.pool.pipelines(0))
                #expect(bench.pool.isAnyAvailable)
            }
            // A lone dot ends what was refused when DATA was on its way already.
            #expect(relay.messages.count { !$0.isEmpty } == 20)
            // At most one for each connection that was open with parameters.
            #expect((1...4).contains(Self.lines(verb, relay).count { Self.hasParameters($0) }))
        }

        @Test func `After ten minutes they are said again`() async throws {
            let isRepaired = Mutex(false)
            let relay = try #require(
                ScriptedRelay(keywords: ["PIPELINING", "DSN"]) { event in
                    guard case .command(let line) = event.subject, event.verb == "MAIL", Self.hasParameters(line),
                        !isRepaired.withLock({ $0 })
                    else { return .usual }
                    return .say("555 5.5.4 what\r\n")
                })
            defer { relay.stop() }
            let bench = try ScenarioBench([.scenario(relay.port, connections: 1)])
            let said = { Self.lines("MAIL", relay).map { Self.hasParameters($0) } }
            try await bench.run {
                let first = try await bench.enqueue(["jan"])[0]
                #expect(try await bench.comes(first, to: .accepted))
                isRepaired.withLock { $0 = true }
                let second = try await bench.enqueue(["piet"])[0]
                #expect(try await bench.comes(second, to: .accepted))
                #expect(said() == [true, false, false])
                bench.clock.goOn(after: .seconds(600))
                let third = try await bench.enqueue(["an"])[0]
                #expect(try await bench.comes(third, to: .accepted))
                #expect(said() == [true, false, false, true])
            }
        }

        /// An address the relay cannot read gets 501, too, with parameters and without.
        @Test(arguments: [["PIPELINING", "DSN"], ["DSN"]])
        func `What is refused without parameters as well is the message's, and the others keep theirs`(keywords: [String]) async throws {
            let relay = try #require(
                ScriptedRelay(keywords: keywords) { event in
                    guard case .command(let line) = event.subject, line.contains("<\(ScenarioMessage.victim)@") else { return .usual }
                    return .say("501 what\r\n")
                })
            defer { relay.stop() }
            let bench = try ScenarioBench([.scenario(relay.port, connections: 1)], holdsPauses: true)
            try await bench.run {
                let victim = try await bench.enqueue([ScenarioMessage.victim])[0]
                let message = try await bench.settled(victim)
                #expect(message.attempts.map(\.reason) == [.protocolViolation])
                #expect(Self.lines("RCPT", relay).map { Self.hasParameters($0) } == [true, false])
                #expect(bench.pool.takesParameters(0))
                let other = try await bench.enqueue(["jan"])[0]
                #expect(try await bench.comes(other, to: .accepted))
                #expect(Self.lines("RCPT", relay).last.map { Self.hasParameters($0) } == true)
            }
        }
    }
}
