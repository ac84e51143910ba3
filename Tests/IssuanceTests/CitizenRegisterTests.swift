import Issuance
import Mail
import Queue
import TestKit
import Testing

@Suite("Citizen register") struct CitizenRegisterTests {
    private let front = AuditActor(APIKeyID(high: 1, low: 1))

    @Test("an export opens what is sealed, and is recorded without a name")
    func export() async throws {
        let desk = try Desk()
        let issued = try await desk.issue(desk.request())
        let export = try await desk.issuer.citizens.export(Secret("70.01.01-997.62"), by: front)
        #expect(export.activations.map(\.activation.id) == [issued.id])
        #expect(export.activations.map(\.address) == [Desk.address] && export.activations.map(\.state) == [.pending])
        #expect(export.keys.isEmpty && export.codes.isEmpty && export.at == desk.clock.now)
        let act = try #require(desk.store.contents.acts.last)
        #expect(act.action == .exported && act.actor == front && act.object.isEmpty)
        #expect(act.details.map(\.text) == ["activations=1", "digital_keys=0", "codes=0"])
        let other = try await desk.issuer.citizens.export(Secret(Desk.bisNumber), by: front)
        #expect(other.activations.isEmpty)
    }

    @Test("an export is of one moment, whatever happens while it is made")
    func snapshot() async throws {
        let desk = try Desk()
        let issued = try await desk.issue(desk.request())
        let entry = try #require(desk.store.contents.mails.first)
        let message = QueueMessage(
            id: issued.message, kind: entry.kind, lane: entry.lane, languages: entry.languages, domain: entry.domain,
            municipality: entry.municipality, state: .queued, reason: .enqueued, attempt: 0, issued: entry.issued, due: entry.issued,
            expires: entry.expires, finished: nil, supersededBy: nil, templateVersion: entry.templateVersion, attempts: [])
        desk.store.change {
            $0.messages = [message]
            $0.afterRecords = { $0.messages = [] }
        }
        let export = try await desk.issuer.citizens.export(Secret(Desk.number), by: front)
        #expect(export.activations.map(\.activation.id) == [issued.id] && export.messages == [message])
    }

    @Test("an erasure names the codes that wait for the citizen's addresses, and what limits and tries count for them")
    func erase() async throws {
        let desk = try Desk()
        let issued = try await desk.issue(desk.request())
        let code = try await desk.issueCode(desk.codeRequest())
        let other = desk.request {
            $0.citizenNumber = Secret(Desk.bisNumber)
            $0.email = "an.claes@example.be"
        }
        _ = try await desk.issue(other)
        let receipt = try await desk.issuer.citizens.erase(Secret(Desk.number), by: front)
        #expect(receipt.isLogEmpty && receipt.entry.action == "erased")
        let erasure = try #require(desk.store.contents.erasures.last)
        #expect(erasure.citizen == desk.store.contents.activations[issued.id]?.citizen)
        let mailbox = try #require(erasure.mailboxes.first)
        #expect(erasure.mailboxes.count == 1 && mailbox.address == desk.store.contents.activations[issued.id]?.address)
        #expect(mailbox.mails == [code.message])
        let charged = Set(desk.store.contents.terms[0].charges.map(\.subject))
        #expect(!Set(mailbox.limitSubjects).isDisjoint(with: charged))
        #expect(mailbox.limitSubjects.count == KindTable().kinds.count)
        #expect(mailbox.triesSubject == desk.store.contents.challenges[code.id]?.triesSubject)
    }

    /// An activation of before notices were noted names none of its own.
    @Test("an erasure finds notices by the address where no record may name them", arguments: [false, true])
    func unnamedNotices(isNoted: Bool) async throws {
        let desk = try Desk()
        let issued = try await desk.issue(desk.request())
        _ = try await desk.issuer.correctActivation(
            issued.id, email: "lena@example.be", confirmWarnings: [], by: desk.caller, idempotency: nil)
        let notice = try #require(desk.store.contents.mails.last { $0.kind == KindTable.addressChanged })
        desk.store.change { if !isNoted { $0.activations[issued.id]?.notices = nil } }
        _ = try await desk.issuer.citizens.erase(Secret(Desk.number), by: front)
        let erasure = try #require(desk.store.contents.erasures.last)
        #expect(erasure.mailboxes.flatMap(\.mails) == (isNoted ? [] : [notice.id]))
    }

    @Test("what is no number is refused with its field", arguments: ["", "70010199763", "7001019976", "jan@example.be"])
    func noNumber(_ text: String) async throws {
        let desk = try Desk()
        let refused = await refusal { _ = try await desk.issuer.citizens.erase(Secret(text), by: front) }
        guard case .invalid(let faults)? = refused else {
            Issue.record("not refused as invalid")
            return
        }
        #expect(faults.map(\.field) == ["citizen_number"])
        #expect(desk.store.contents.erasures.isEmpty)
    }
}
