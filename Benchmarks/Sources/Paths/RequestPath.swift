import API
import Issuance
import Mail

/// What a request for a code costs before the store.
struct RequestPath {
    private let desk: BenchDesk
    private let collector = EntryCollector()

    private static let body = Array(
        """
        {"recipient": {"email": "jan.peeters@example.be", "language": "nl"}, "purpose": "sign-in", "binding": "session-12345678"}
        """.utf8)

    init(templates: String) async throws {
        let random = BenchRandom(seed: 1)
        let mails = try BenchMails(templates: templates, publicURL: SpoolOptions.publicURL)
        let keyring = try Keyring(masterKey: Secret([UInt8](repeating: 7, count: Keyring.masterKeyOctets)))
        desk = BenchDesk(
            store: collector, keyring: keyring, seal: AESGCMSeal(keyring: keyring, random: random), catalog: mails.catalog,
            publicURL: SpoolOptions.publicURL, clock: FixedClock(), random: random)
    }

    static func json(_ count: Int) throws {
        for _ in 0..<count {
            var fields = FieldReader(try JSONReader.read(body))
            let email = fields.object("recipient") { recipient in
                let email = recipient.string("email")
                return recipient.word("language", Language.self).map { _ in email }
            }
            let purpose = fields.string("purpose", atMost: Limits.purposeOctets)
            let binding = fields.string("binding", atMost: Limits.bindingOctets)
            guard email?.isEmpty == false, !purpose.isEmpty, !binding.isEmpty, fields.finish().isEmpty else {
                throw BenchFault("another request")
            }
        }
    }

    func issue(_ count: Int) async throws {
        for number in 0..<count {
            // Numbers of equal length.
            try await desk.issueCode(100_000 + number)
            guard collector.take().count == 1 else { throw BenchFault("nothing was issued") }
        }
    }
}
