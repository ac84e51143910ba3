import Issuance
import Mail
import Testing

@testable import Console

/// The words of the citizen's page, in all four languages.
struct PageTextTests {
    /// Every text of a language with its name.
    private static func texts(_ language: Language) -> [(name: String, text: String)] {
        func flat(_ value: Any, _ path: String) -> [(String, String)] {
            if let text = value as? String { return [(path, text)] }
            if let list = value as? [String] { return list.enumerated().map { ("\(path).\($0.offset)", $0.element) } }
            if value is Language { return [] }
            return Mirror(reflecting: value).children.flatMap { flat($0.value, "\(path).\($0.label ?? "?")") }
        }
        return flat(PageTexts.of(language), "")
    }

    private static let names = texts(.nl).map(\.name)

    @Test(arguments: Language.allCases)
    func `each language has each text, with its places`(language: Language) {
        let (own, dutch) = (Self.texts(language), Self.texts(.nl))
        #expect(own.count > 60 && own.map(\.name) == Self.names)
        for (one, other) in zip(own, dutch) {
            #expect(!one.text.isEmpty && one.text == one.text.trimmed, "\(one.name)")
            let places = ["{until}", "{count}", "{minutes}"]
            #expect(places.filter { one.text.contains($0) } == places.filter { other.text.contains($0) }, "\(one.name)")
            #expect(!one.text.contains("  ") && !one.text.contains("<"), "\(one.name)")
        }
        #expect(Set(own.map(\.text)).count == own.count || language == .nl, "\(language)")
    }

    /// u, vous, Sie; never tu or du.
    @Test func `each language addresses the reader as its offices do`() {
        for (language, forbidden) in [
            (Language.nl, #/\b(je|jij|jouw|jullie)\b/#), (.fr, #/\b(tu|ton|ta|tes|toi)\b/#), (.de, #/\b(du|dein|deine|dich|dir)\b/#),
        ] {
            for (name, text) in Self.texts(language) { #expect(text.firstMatch(of: forbidden.ignoresCase()) == nil, "\(name): \(text)") }
        }
    }

    @Test func `French marks keep their narrow space and their apostrophe`() {
        for (name, text) in Self.texts(.fr) {
            #expect(text.firstMatch(of: #/[^\u{202F}][?!;:»]/#) == nil && text.firstMatch(of: #/«[^\u{202F}]/#) == nil, "\(name): \(text)")
            #expect(!text.contains("'"), "\(name): \(text)")
        }
    }

    /// Readable at B1: no sentence of more than 30 words.
    @Test(arguments: Language.allCases)
    func `sentences are short`(language: Language) {
        for (name, text) in Self.texts(language) {
            for sentence in text.split(whereSeparator: { ".?!".contains($0) }) {
                #expect(sentence.split(separator: " ").count <= 30, "\(name): \(sentence)")
            }
        }
    }

    @Test(arguments: Language.allCases)
    func `every part is whole, small, and holds one heading`(language: Language) {
        let view = CitizenPageView(contact: ContactDetails(name: "Desk", email: "a@example.be", phone: nil))
        let parts: [CitizenPageView.Part] = [
            .form, .over, .fault(.empty), .fault(.length(3)), .fault(.character), .failure, .busy(minutes: 1), .busy(minutes: 5), .asked,
            .done, .notFound, .unreadable, .broken,
        ]
        for part in parts {
            for languages in [[language], Language.allCases] {
                let page = view.document(part, CitizenPageView.Subject(languages: languages, root: "../", reference: "K7M-2QX"))
                #expect(page.utf8.count < 40_000 && page.split(separator: "<h1>").count == 2)
                for word in ["<script", "style=", "<img", "http://", "https://", "onclick", "{"] {
                    #expect(!page.contains(word), "\(part)")
                }
                let ids = page.ranges(of: " id=\"").map { page[$0.upperBound...].prefix { $0 != "\"" } }
                #expect(Set(ids).count == ids.count, "\(part)")
                for target in page.ranges(of: "href=\"#").map({ page[$0.upperBound...].prefix { $0 != "\"" } }) {
                    #expect(ids.contains(target), "\(part) leads to \(target)")
                }
                for range in page.ranges(of: "aria-describedby=\"") {
                    for id in page[range.upperBound...].prefix(while: { $0 != "\"" }).split(separator: " ") {
                        #expect(ids.contains(id), "\(part): \(id)")
                    }
                }
            }
        }
    }
}

extension String {
    fileprivate var trimmed: String { String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()) }
}
