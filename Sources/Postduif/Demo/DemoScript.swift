import Inbox
import Mail

/// What the demo does through the API, step by step; everything it claims it has seen.
struct DemoScript: Sendable {
    let client: DemoClient
    let inbox: InboxStore
    let clock: any TimeSource

    private struct Issued: Decodable {
        struct Message: Decodable { let id: String }
        let id: String
        let activationCode: String?
        let reference: String
        let message: Message
    }

    private struct MessageAnswer: Decodable {
        struct Attempt: Decodable { let at: String }
        let state: String
        let kind: String
        let language: String
        let attempts: [Attempt]
    }

    private struct Mailed {
        let citizen: DemoCitizen
        let kind: String
        let issued: Issued
        let asked: Duration
    }

    func run() async throws -> DemoResult {
        var mailed: [Mailed] = []
        for citizen in DemoCitizen.all { mailed.append(try await issueActivation(citizen)) }
        for citizen in DemoCitizen.all { mailed.append(try await issueCode(citizen)) }
        guard await inbox.wait(untilCount: mailed.count, timeout: .seconds(20)) else {
            throw StartFault("demo: only \(inbox.count) of \(mailed.count) mails came to the inbox within 20 s; see the log above")
        }
        var rows: [DemoResult.Row] = []
        for mail in mailed { rows.append(try await row(mail)) }
        let redeemed = try await redeem(mailed[1])
        let verified = try await verify(mailed[4])
        return DemoResult(rows: rows, redeemed: redeemed, verified: verified)
    }

    // MARK: As a front

    private func issueActivation(_ citizen: DemoCitizen) async throws -> Mailed {
        let asked = clock.monotonic
        let answer = try await client.post(
            "/v1/activations",
            json: """
                {"citizen_number": "\(citizen.citizenNumber)", "case": "no_eid", "email": "\(citizen.email)", \
                "language": "\(citizen.language.rawValue)", "municipality": "\(citizen.nis)", "identification": {"document": "passport", \
                "country": "BE", "checked_with": "checkdoc", "result": "no_hit"}}
                """)
        return Mailed(citizen: citizen, kind: "activation_link", issued: try decode(answer, 201), asked: asked)
    }

    private func issueCode(_ citizen: DemoCitizen) async throws -> Mailed {
        let asked = clock.monotonic
        let answer = try await client.post(
            "/v1/codes",
            json: """
                {"recipient": {"email": "\(citizen.email)", "language": "\(citizen.language.rawValue)"}, "purpose": "sign-in", \
                "binding": "demo-session-\(citizen.language.rawValue)"}
                """)
        return Mailed(citizen: citizen, kind: "one_time_code", issued: try decode(answer, 202), asked: asked)
    }

    private func decode(_ answer: DemoClient.Answer, _ status: Int) throws -> Issued {
        guard answer.status == status else {
            throw StartFault("demo: the API answered \(answer.status): \(String(decoding: answer.body, as: UTF8.self))")
        }
        return try answer.decode(Issued.self)
    }

    /// The state as the API tells it, once the relay's reply is settled.
    private func row(_ mail: Mailed) async throws -> DemoResult.Row {
        var message = try await client.get("/v1/messages/\(mail.issued.message.id)").decode(MessageAnswer.self)
        let deadline = clock.monotonic + .seconds(10)
        while message.state != "accepted", clock.monotonic < deadline {
            try await Pause.task(.milliseconds(20))
            message = try await client.get("/v1/messages/\(mail.issued.message.id)").decode(MessageAnswer.self)
        }
        let received = text(of: mail)
        return DemoResult.Row(
            kind: message.kind, language: message.language, recipient: try EmailAddress(mail.citizen.email).masked, state: message.state,
            attempts: message.attempts.count, reference: mail.issued.reference, subject: received?.subject ?? "not in the inbox")
    }

    // MARK: As a citizen

    /// The link of the mail and the code on paper, on the citizen's page.
    private func redeem(_ mail: Mailed) async throws -> Bool {
        guard let text = text(of: mail)?.body, let code = mail.issued.activationCode, let start = text.firstRange(of: client.base + "/a/")
        else { return false }
        let token = text[start.upperBound...].prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }
        let page = try await client.postForm("/a/\(token)", "code=\(code)")
        return page.status == 200
    }

    /// The code of the mail, typed into the front.
    private func verify(_ mail: Mailed) async throws -> Bool {
        guard let text = text(of: mail)?.body,
            let code = text.split(whereSeparator: \.isNewline).map(String.init).first(where: { $0.count == 6 && $0.allSatisfy(\.isNumber) })
        else { return false }
        let answer = try await client.post(
            "/v1/codes/\(mail.issued.id)/verify",
            json: "{\"code\": \"\(code)\", \"binding\": \"demo-session-\(mail.citizen.language.rawValue)\"}")
        return answer.status == 200
    }

    /// Subject and text part of the newest mail with this reference.
    private func text(of mail: Mailed) -> (subject: String, body: String)? {
        for message in inbox.messages.reversed() where message.recipients.contains(mail.citizen.email) {
            let text = message.plainText
            if text.contains(mail.issued.reference) { return (message.subject, text) }
        }
        return nil
    }
}
