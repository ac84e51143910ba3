import Issuance
import Mail
import Queue
import Testing

@testable import API

/// What a client is told of a state, without a clock or a connection.
@Suite struct ActivationEventsTests {
    private static let now = Instant(seconds: 1_795_435_200)

    private static func view(
        _ state: Activation.State = .pending, message: QueueState? = .queued, mail: UInt64 = 1, expires: Int64 = 60,
        codeExpires: Int64 = 120
    ) -> ActivationView {
        let mail = QueueID(high: 2, low: mail)
        let activation = Activation(
            id: ActivationID(high: 1, low: 1), municipality: "62063", case: .noEID, citizen: [], language: .fr, bindingLanguage: nil,
            sealedAddress: [], channel: .paper, assurance: .normal,
            identification: Identification(document: .passport, country: "MA", checkedWith: .prado, result: .notApplicable), state: state,
            token: [], code: [], reference: "K7Q4", issued: now, expires: now + .seconds(expires), codeExpires: now + .seconds(codeExpires),
            message: mail)
        return ActivationView(
            activation: activation, state: activation.state(at: now), reference: "K7Q4", maskedAddress: "j•••@example.be",
            message: message.map {
                QueueMessage(
                    id: mail, kind: KindTable.activationLink, lane: .link, languages: MailLanguages(.fr), domain: "example.be",
                    municipality: "62063",
                    state: $0, reason: .enqueued, attempt: 0, issued: now, due: now, expires: now + .seconds(expires), finished: nil,
                    supersededBy: nil, templateVersion: "1", attempts: [])
            })
    }

    private static func names(_ blocks: [UInt8]) -> [String] {
        String(decoding: blocks, as: UTF8.self).split(separator: "\n").compactMap { line in
            line.hasPrefix("event: ") ? String(line.dropFirst(7)) : nil
        }
    }

    @Test("who may not read messages sees what the activation itself shows of one")
    func withoutAttempts() {
        var events = ActivationEvents(seen: EventID(""), showsAttempts: false)
        let text = String(decoding: events.blocks(for: Self.view()), as: UTF8.self)
        #expect(Self.names(Array(text.utf8)) == ["activation", "message"] && !text.contains("attempts\":["))
    }

    @Test func `first all is told, then what has changed alone, and nothing twice`() {
        var events = ActivationEvents(seen: EventID())
        #expect(Self.names(events.blocks(for: Self.view())) == ["activation", "message"])
        #expect(events.blocks(for: Self.view()).isEmpty && events.hasSeen(Self.view()))
        #expect(Self.names(events.blocks(for: Self.view(message: .leased))) == ["message"])
        #expect(Self.names(events.blocks(for: Self.view(.redeemed, message: .leased))) == ["activation"])
        #expect(Self.names(events.blocks(for: Self.view(.redeemed, message: .leased, mail: 2))) == ["activation", "message"])
        #expect(events.blocks(for: Self.view(.redeemed, message: nil, mail: 2)).isEmpty)
    }

    @Test func `an identifier says what was seen, also half of it`() throws {
        var events = ActivationEvents(seen: EventID())
        let text = String(decoding: events.blocks(for: Self.view()), as: UTF8.self)
        let ids = text.split(separator: "\n").filter { $0.hasPrefix("id: ") }.map { String($0.dropFirst(4)) }
        try #require(ids.count == 2)
        #expect(ids[0].hasSuffix("-") && ids[1].hasPrefix(ids[0]))
        #expect(EventID(ids[1]) == events.seen && EventID(ids[1]).text == ids[1])
        var half = ActivationEvents(seen: EventID(ids[0]))
        #expect(Self.names(half.blocks(for: Self.view())) == ["message"])
    }

    @Test(arguments: ["", "-", "x", "1-2-3", "1 -2", String(repeating: "1", count: 17) + "-2", "é-é"])
    func `what is no identifier of ours has seen nothing`(text: String) {
        let id = EventID(text)
        #expect(id.activation == nil)
        var events = ActivationEvents(seen: EventID(text))
        #expect(Self.names(events.blocks(for: Self.view())) == ["activation", "message"])
    }

    @Test(arguments: [
        (Activation.State.pending, QueueState.accepted, Int64(60), Int64(120), false), (.pending, .accepted, -2, 60, false),
        (.pending, .accepted, -2, 0, true), (.pending, .queued, -2, 0, false), (.redeemed, .accepted, 60, 120, false),
        (.revoked, .cancelled, 60, 120, true), (.revoked, .leased, 60, 120, false), (.locked, .accepted, 60, 120, true),
        (.expired, .expired, 60, 120, true),
    ])
    func `it is over when nothing can change`(
        state: Activation.State, message: QueueState, expires: Int64, codeExpires: Int64, isOver: Bool
    ) {
        let view = Self.view(state, message: message, expires: expires, codeExpires: codeExpires)
        #expect(ActivationEvents.isOver(view, at: Self.now) == isOver)
        if isOver {
            #expect(ActivationEvents.isOver(Self.view(state, message: nil, expires: expires, codeExpires: codeExpires), at: Self.now))
        }
    }

    @Test(arguments: [
        (Activation.State.pending, Int64(60), Int64(120), Int64?(60)), (.pending, 0, 120, 120), (.pending, 0, 0, nil),
        (.redeemed, 60, 120, nil), (.revoked, 60, 120, nil),
    ])
    func `time alone changes what is pending`(state: Activation.State, expires: Int64, codeExpires: Int64, next: Int64?) {
        let activation = Self.view(state, expires: expires, codeExpires: codeExpires).activation
        #expect(ActivationEvents.nextChange(of: activation, after: Self.now) == next.map { Self.now + .seconds($0) })
    }
}
