import Mail
import Testing

@testable import Rendering

/// Mails of a municipality with its own sender, contact and colour.
struct BrandedMailTests {
    private let issued = Instant(seconds: 1_795_435_200)
    private func string(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    private static let phone = TemplateSettings(
        publicURL: ExampleFolder.publicURL,
        shared: TemplateVariables(ExampleFolder.shared.values.merging(["contact_phone": .text("02 555 00 00")]) { $1 }))
    private static let brussels = MailBranding(
        senderName: NameByLanguage("Stad Brussel", names: [.fr: "Ville de Bruxelles"]),
        contact: (NameByLanguage("Loket", names: [.fr: "Guichet & Cie"]), "loket@brussel.example", nil), accent: ("#7a1f1f", "#e0a0a0"))

    private func content(
        _ language: Language, _ binding: Language? = nil, _ branding: MailBranding?, settings: TemplateSettings = ExampleFolder.settings,
        changing changes: [String: String] = [:]
    ) throws -> RenderedContent {
        let catalog = try TemplateCatalog.load(
            from: InMemoryTemplateFiles(ExampleFolder.files.merging(changes) { $1 }), settings: settings)
        let variables = try #require(catalog.exampleVariables(of: "welcome"))
        let rendered = try catalog.render(
            kind: "welcome", language: language, binding: binding, variables: variables, issuedAt: issued, branding: branding)
        let encoded = try catalog.encode(
            kind: "welcome", language: language, binding: binding, variables: variables, issuedAt: issued, branding: branding)
        #expect(encoded == EncodedContent(rendered))
        return rendered
    }

    @Test func `its own stand where the configuration's would, each in its language and escaped`() throws {
        let both = try content(.fr, .nl, Self.brussels)
        #expect(
            string(both.text).contains("Loket: loket@brussel.example\n")
                && string(both.text).contains("Guichet & Cie: loket@brussel.example\n"))
        #expect(string(both.html).contains("<title>Stad Brussel</title>") && string(both.html).contains("<p>Guichet &amp; Cie</p>"))
        #expect(!string(both.text).contains("Servicedesk") && !string(both.html).contains("Digitale sleutels"))
        // English takes the binding part's.
        #expect(string(try content(.en, .fr, Self.brussels).text).ranges(of: "Guichet & Cie").count == 2)
    }

    @Test func `its contact is whole: the configuration's telephone is not another desk's`() throws {
        #expect(string(try content(.nl, nil, nil, settings: Self.phone).text).contains("/ 02 555 00 00"))
        #expect(!string(try content(.nl, nil, Self.brussels, settings: Self.phone).text).contains("02 555"))
        let own = MailBranding(senderName: nil, contact: (NameByLanguage("Loket"), "a@b.be", "1700"), accent: nil)
        #expect(string(try content(.nl, nil, own).text).contains("Loket: a@b.be / 1700\n"))
        // The name of the sender alone leaves the rest.
        let name = MailBranding(senderName: NameByLanguage("Gent"), contact: nil, accent: nil)
        let named = try content(.nl, nil, name, settings: Self.phone)
        #expect(
            string(named.text).contains("Servicedesk: servicedesk@example.be / 02 555 00 00")
                && string(named.html).contains("<title>Gent</title>"))
    }

    @Test func `its colour stands in attributes and style sheets, and nothing else does`() throws {
        let page = """
            <html lang="{{language}}"><head><style>.go{color:#0b1a2e;background:{{accent_color_dark}}}</style></head>
            <body style="background:{{accent_color}}">{{>content}}</body></html>
            """
        let plain = string(try content(.nl, nil, nil, changing: ["layout/page.html": page]).html)
        #expect(plain.contains("background:#9cc7ff}") && plain.contains("style=\"background:#0b5cad\""))
        let own = string(try content(.nl, nil, Self.brussels, changing: ["layout/page.html": page]).html)
        #expect(own.contains("background:#e0a0a0}") && own.contains("style=\"background:#7a1f1f\""))
        let problems = ExampleFolder.problems(changing: [
            "layout/page.html": page.replacing("{{accent_color_dark}}", with: "{{sender_name}}")
        ])
        #expect(
            problems.contains { $0.file == "layout/page.html" && $0.message.contains("sender_name stands in a comment or a style sheet") })
    }

    private static func problems(changing changes: [String: String], settings: TemplateSettings) -> [TemplateProblem] {
        do throws(TemplateProblems) {
            _ = try TemplateCatalog.load(from: InMemoryTemplateFiles(ExampleFolder.files.merging(changes) { $1 }), settings: settings)
            return []
        } catch {
            return error.problems
        }
    }

    @Test func `mails are proved with a municipality's telephone number, and with neither it nor what is optional`() {
        let long = "Welcome {{#contact_phone}}\(String(repeating: "x", count: 300)){{/contact_phone}}\n"
        let longer = Self.problems(changing: ["welcome/nl/subject.txt": long], settings: ExampleFolder.settings)
        #expect(longer.contains { $0.file == "welcome/nl/subject.txt" && $0.message.contains("more than") }, "\(longer)")
        let optional = "{{#contact_phone}}x{{/contact_phone}}{{#note}}x{{/note}}\n"
        let empty = Self.problems(changing: ["welcome/nl/subject.txt": optional], settings: Self.phone)
        #expect(empty.contains { $0.file == "welcome/nl/subject.txt" && $0.message.contains("is empty") }, "\(empty)")
    }

    @Test func `a telephone number that every mail needs is refused: a municipality's contact may have none`() throws {
        let shared = ExampleFolder.files["layout/shared.yaml", default: ""].replacing(
            "contact_phone: { type: text, required: false", with: "contact_phone: { type: text, required: true")
        let contact = "{{contact_name}}: {{contact_email}} / {{contact_phone}}\n"
        let problems = Self.problems(changing: ["layout/shared.yaml": shared, "layout/contact.txt": contact], settings: Self.phone)
        #expect(problems.map(\.file) == ["layout/shared.yaml"])
        #expect(problems.first?.message.hasPrefix("contact_phone is required") == true, "\(problems)")
    }

    @Test(arguments: ["accent_color", "accent_color_dark", "language"])
    func `names that the engine fills are not declared`(name: String) {
        let kind = ExampleFolder.files["welcome/kind.yaml", default: ""] + "\n  \(name): { type: text, required: false, example: x }\n"
        #expect(ExampleFolder.problems(changing: ["welcome/kind.yaml": kind]).contains { $0.message.contains("cannot be the name") })
    }

    private static let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/") + "/templates"
    private static var hasTemplates: Bool { (try? DirectoryTemplateFiles(root).list())?.isEmpty == false }

    @Test(
        .enabled(if: hasTemplates, "this checkout has no templates folder"),
        arguments: Language.allCases.map { MailLanguages($0) } + MailLanguages.pairs)
    func `the same values give the same octets as the configuration's`(languages: MailLanguages) throws {
        let catalog = try TemplateCatalog.load(from: DirectoryTemplateFiles(Self.root), settings: Self.phone)
        let same = MailBranding(
            senderName: NameByLanguage("Digitale sleutels"),
            contact: (NameByLanguage("Servicedesk"), "servicedesk@example.be", "02 555 00 00"),
            accent: ("#0b5cad", "#9cc7ff"))
        let composer = MessageComposer(
            sender: Mailbox(displayName: "Digitale sleutels", address: try EmailAddress("no-reply@example.be")),
            messageIDDomain: "example.be")
        for kind in catalog.kinds {
            let variables = try #require(catalog.exampleVariables(of: kind))
            func message(_ branding: MailBranding?) throws -> [UInt8] {
                let content = try catalog.encode(
                    kind: kind, language: languages.language, binding: languages.binding, variables: variables, issuedAt: issued,
                    branding: branding)
                return composer.compose(
                    content, to: try EmailAddress("jan@example.be"), id: QueueID(high: 0, low: 1), date: issued,
                    language: languages.language,
                    branding: branding)
            }
            #expect(try message(same) == message(nil))
            #expect(try message(Self.brussels) != message(nil))
        }
    }

    @Test(
        arguments: [
            (MailLanguages(.nl), "Stad Brussel"), (MailLanguages(.fr), "Ville de Bruxelles"),
            (MailLanguages(.fr, binding: .nl), "Stad Brussel / Ville de Bruxelles"),
            (MailLanguages(.en, binding: .fr), "Ville de Bruxelles"), (MailLanguages(.de), "Stad Brussel"),
        ])
    func `From has its name before the address of the sender, which stays`(languages: MailLanguages, name: String) throws {
        let composer = MessageComposer(
            sender: Mailbox(displayName: "Digitale sleutels", address: try EmailAddress("no-reply@example.be")),
            messageIDDomain: "example.be")
        let content = EncodedContent(subject: "x", text: [], html: [], binding: languages.binding)
        let message = string(
            composer.compose(
                content, to: try EmailAddress("jan@example.be"), id: QueueID(high: 0, low: 1), date: issued, language: languages.language,
                branding: Self.brussels))
        let shown = name.contains("/") ? "\"\(name)\"" : name
        #expect(message.contains("\r\nFrom: \(shown) <no-reply@example.be>\r\nMIME-Version:"), "\(message)")
    }
}
