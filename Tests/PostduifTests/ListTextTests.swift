import Mail
import TestKit
import Testing

@testable import Postduif

/// What a list of messages or of the audit log says where it has nothing to show.
@Suite("Lists without a line")
struct ListTextTests {
    @Test("none matches, or none was found yet, and how far back it was looked for")
    func none() {
        #expect(QueueCommand.List.text(MessageList(messages: [], cursor: nil)) == "No message matches.")
        let edge = QueueID(at: ManualClock().now, random: SeededRandom(seed: 1))
        #expect(
            QueueCommand.List.text(MessageList(messages: [], cursor: edge.description))
                == "None yet, looked back to 2026-11-23T12:00:00.000Z.\n\nMore: --cursor \(edge)")
        #expect(AuditCommand.List.text(AuditList(entries: [], cursor: nil)) == "No entry matches.")
        #expect(
            AuditCommand.List.text(AuditList(entries: [], cursor: "812"))
                == "None yet, looked back to number 812.\n\nMore: --cursor 812")
    }

    @Test("a field of a filter is named by its option, and nothing else is touched")
    func options() {
        let fault = AdministrationFault.invalid(
            "filter.issued_before: must be a time\nfilter: names nothing\nstate: give one of a: b\nkind")
        #expect(
            fault.namingOptions.detail
                == "--issued-before: must be a time\nfilter: names nothing\n--state: give one of a: b\nkind")
        #expect(fault.namingOptions.problem == "invalid")
    }
}
