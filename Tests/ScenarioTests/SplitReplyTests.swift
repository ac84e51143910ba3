import Inbox
import Mail
import Queue
import Submission
import Testing

extension RelayFaultMatrix {
    /// A relay that is only odd, not at fault: every octet of its replies comes alone.
    @Suite struct SplitReplyTests {
        @Test(arguments: Dialogue.allCases)
        func `every reply split per byte`(dialogue: Dialogue) async throws {
            let script = RelayScript(ScriptStage.allCases.map { ScriptRule(at: $0, do: .splitReply) }, withheld: dialogue.withheld)
            var options = ServerOptions()
            options.credentials = InboxCredentials(user: "postduif", password: Secret("correct"))
            try await MisbehavingRelay.with(script, options) { relay in
                let credentials = options.credentials.map { ($0.user, $0.password) }
                let bench = try ScenarioBench([
                    .scenario(relay.port, credentials: credentials.map { .init(username: $0, password: $1) })
                ])
                try await bench.run {
                    let ids = try await bench.enqueue((0..<40).map { "citizen-\($0)" })
                    #expect(try await bench.come(40, to: .accepted))
                    #expect(ids.allSatisfy { relay.copies(of: $0) == 1 })
                    #expect(try await bench.messages(ids).allSatisfy { $0.attempts.count == 1 })
                }
            }
        }
    }
}
