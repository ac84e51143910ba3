import Delivery
import Foundation
import Mail
import Queue
import Rendering
import Submission
import TestKit
import Testing

@testable import Postduif

/// Every kind in every language with names, dates and addresses as they can be, read by programs that share no code with the sender.
@Suite("Mails as a receiver reads them")
struct ReceivedMailTests {
    private static let count = 100

    /// Python's parser with every defect as an error, and dkimpy. Prints one line a message that is not as it was meant.
    private static let receiver = """
        import dkim, email, email.header, email.policy, email.utils, json, os, re, sys
        folder = sys.argv[1]
        records = json.load(open(os.path.join(folder, 'records.json')))
        find = lambda name, **_: records[name.decode().rstrip('.')].encode()
        policy = email.policy.SMTP.clone(raise_on_defect=True)
        plain = lambda text: text.replace('\\r\\n', '\\n').rstrip('\\n')
        once = ['Date', 'From', 'To', 'Subject', 'Message-ID', 'MIME-Version', 'Content-Language', 'Auto-Submitted', 'Content-Type']
        def faults(name):
            raw = open(os.path.join(folder, name + '.eml'), 'rb').read()
            meant = json.load(open(os.path.join(folder, name + '.json')))
            message = email.message_from_bytes(raw, policy=policy)
            for field in once:
                if len(message.get_all(field, [])) != 1: yield f'{field} stands {len(message.get_all(field, []))} times'
            for field, value in message.items():
                if value.defects: yield f'{field}: {value.defects}'
            # The parser above keeps the blanks between encoded words of a display name, which RFC 2047 section 6.2 leaves out; the older one does not.
            name, address = email.utils.parseaddr(email.message_from_bytes(raw)['From'].replace('\\n', ''))
            name = str(email.header.make_header(email.header.decode_header(name)))
            if (name, address) != (meant['from'], 'no-reply@example.be'): yield f'from {name!r} {address!r}'
            if str(message['Content-Language']) != meant['languages']: yield f"languages {message['Content-Language']!r}"
            if message['Subject'] != meant['subject']: yield f"subject {message['Subject']!r}"
            if [a.addr_spec for a in message['To'].addresses] != [meant['to']]: yield f"to {message['To']!r}"
            parts = list(message.iter_parts())
            if [p.get_content_type() for p in parts] != ['text/plain', 'text/html']: yield 'other parts'
            for part, text in zip(parts, (meant['text'], meant['html'])):
                if plain(part.get_content()) != plain(text): yield f'{part.get_content_type()} differs'
            lines = raw.split(b'\\r\\n')
            if b'\\r' in b''.join(lines) or b'\\n' in b''.join(lines): yield 'a line end that is none'
            if max(map(len, lines)) > 78: yield f'a line of {max(map(len, lines))} octets'
            if max(raw) > 127: yield 'octets beyond ASCII'
            signer = dkim.DKIM(raw)
            if not all(signer.verify(index, dnsfunc=find) for index in range(2)): yield 'a signature does not hold'
        names = sorted(n[:-4] for n in os.listdir(folder) if n.endswith('.eml'))
        for name in names:
            try:
                for fault in faults(name): print(name, fault)
            except Exception as error:
                print(name, type(error).__name__, error)
        print(len(names), 'read')
        """

    private static let names = [
        "Liège", "Le Rœulx", "'s-Gravenbrakel",
        "Sint-Katelijne-Waver en Onze-Lieve-Vrouw-Waver aan de Dijle en de Nete, met heel veel deelgemeenten",
        "Łódź & Søn <b>", "Ökonomie \"Süd\"", "Ixelles / Elsene", "=?utf-8?Q?x?=", "李小龍", "a", "Fosses-la-Ville; Sambreville: \\ ,",
        "\u{1F54A} Postduif", "x\u{301}y", "{{name}}", "%0D%0A", ".", "From here",
    ]
    private static let instants = [
        "1970-01-01T00:00:00Z", "2024-02-29T22:59:59Z", "2026-03-29T00:59:59Z", "2026-03-29T01:00:00Z", "2026-10-25T00:30:00Z",
        "2026-10-25T01:30:00Z", "2026-12-31T22:59:59Z", "2026-12-31T23:00:00Z", "2100-02-28T23:30:00Z", "9999-12-31T12:00:00Z",
    ]
    private static let addresses = [
        "jan@example.be", "o'brien+tag@example.be", "x@bücher.example",
        "a.very.long.local.part.of.sixty-four.octets.which.is.the.most.o@example.be",
        "_@xn--lige-6oa.be", "{}|~@example.be",
    ]

    /// None, one without its own, and three with what names can be.
    private static let municipalities: [String?] = [nil, "11002", "21004", "63023", "55004"]
    private static let brandings = [
        "21004": MailBranding(
            senderName: NameByLanguage("Stad Brussel", names: [.fr: "Ville de Bruxelles – Démographie"]),
            contact: (
                NameByLanguage("Loket", names: [.fr: "Guichet d'Écaussinnes & Cœur (4)"]), "loket@brussel.example", "+32 2 555 00 00"
            ),
            accent: ("#7a1f1f", "#e0a0a0")),
        "63023": MailBranding(
            senderName: NameByLanguage(String(repeating: "Ü", count: 64)),
            contact: (NameByLanguage("Bürgerdienst, O.C.M.W."), "bürger@eupen.example", nil),
            accent: nil),
        "55004": MailBranding(
            senderName: NameByLanguage("Commune de Braine-le-Comte (Population, État civil et Étrangers), 3"), contact: nil, accent: nil),
    ]

    private struct Meant: Encodable {
        let languages: String
        let from: String
        let subject: String
        let to: String
        let text: String
        let html: String
    }

    private func value(_ declaration: TemplateDeclaration, _ random: SeededRandom, in languages: MailLanguages) throws -> TemplateValue? {
        if !declaration.isRequired, random.next(below: 2) == 0 { return nil }
        func any<Element>(_ list: [Element]) -> Element { list[Int(random.next(below: UInt64(list.count)))] }
        let digits = String((0..<6).map { _ in any(Array("0123456789")) })
        switch declaration.type {
        case .text where languages.binding != nil && random.next(below: 2) == 0:
            return .texts(Dictionary(uniqueKeysWithValues: languages.blocks.map { ($0, any(Self.names)) }))
        case .text: return .text(any(Self.names))
        case .code: return .code(digits)
        case .link: return .link("https://sleutels.example.be/a/\(String(digits + digits + digits + digits).prefix(22))")
        case .instant: return .instant(try #require(Instant(rfc3339: any(Self.instants))))
        case .duration: return .duration(.seconds(any([60, 61, 3_600, 86_400, 1_209_600])))
        case .count: return .count(any([0, 1, 2, 1_000_000]))
        }
    }

    @Test("a hundred of every kind in every language: no defect, every signature holds, every line is short, every word arrives")
    func conform() async throws {
        let folder = try TemporaryFolder()
        let configuration = try ConfigurationReading.read(
            """
            http: { public_url: "https://sleutels.example.be" }
            sender: { name: "Ville de Liège — clés, numériques", address: no-reply@example.be, bounce_domain: bounce.example.be }
            contact: { name: Servicedesk, email: servicedesk@example.be }
            templates: { directory: \(ServiceProcess.root)/templates }
            """)
        let catalog = try TemplateFolder.load(configuration)
        let renderer = try EntryRenderer(
            templates: TemplateLibrary(catalog), sender: configuration.sender, branding: { Self.brandings[$0] })
        let keys = try await DKIMKeys.make(in: folder)
        let signer = DKIMSigner(keys: keys)
        let random = SeededRandom(seed: 20_261_129)
        let issued = try #require(Instant(rfc3339: "2026-11-29T12:00:00Z"))
        var written = 0
        for kind in catalog.kinds {
            let declarations = try #require(catalog.declarations(of: kind))
            for languages in Language.allCases.map({ MailLanguages($0) }) + MailLanguages.pairs {
                let (language, binding) = (languages.language, languages.binding)
                for number in 0..<Self.count {
                    var variables: [String: TemplateValue] = [:]
                    for declaration in declarations { variables[declaration.name] = try value(declaration, random, in: languages) }
                    let given = TemplateVariables(variables)
                    let to = try EmailAddress(Self.addresses[Int(random.next(below: UInt64(Self.addresses.count)))])
                    let municipality = Self.municipalities[number % Self.municipalities.count]
                    let branding = municipality.flatMap { Self.brandings[$0] }
                    let content = try catalog.render(
                        kind: kind, language: language, binding: binding, variables: given, issuedAt: issued, branding: branding)
                    let entry = QueueEntry(
                        id: QueueID(at: issued, random: random), kind: try #require(KindTable()[kind]), language: language,
                        bindingLanguage: binding, domain: to.domain, municipality: municipality, sealedContent: [], templateVersion: "",
                        issued: issued, expires: issued + .seconds(600))
                    let transaction = try renderer.transaction(entry, QueueContent(recipient: to, variables: given))
                    let name = "\(kind).\(binding?.rawValue ?? "-").\(language.rawValue).\(number)"
                    try SmallFile.write(try signer.signed(transaction.message, at: issued), to: folder.file(name + ".eml"))
                    let meant = Meant(
                        languages: languages.blocks.map(\.rawValue).joined(separator: ", "),
                        from: branding?.senderName?.line(in: languages) ?? configuration.sender.name, subject: content.subject, to: to.text,
                        text: String(decoding: content.text, as: UTF8.self),
                        html: String(decoding: content.html, as: UTF8.self))
                    try JSONEncoder().encode(meant).write(to: URL(fileURLWithPath: folder.file(name + ".json")))
                    written += 1
                }
            }
        }
        let records = Dictionary(uniqueKeysWithValues: keys.map { ($0.record.name, $0.record.text) })
        try JSONEncoder().encode(records).write(to: URL(fileURLWithPath: folder.file("records.json")))
        let read = try await Command.run(["/usr/bin/python3", "-c", Self.receiver, folder.path])
        #expect(written == catalog.kinds.count * (Language.allCases.count + MailLanguages.pairs.count) * Self.count)
        #expect(read.output == "\(written) read\n", "\(read.output.prefix(2_000))\(read.errors)")
    }
}
