import API
import HTTPTypes
import Hummingbird
import Issuance
import Mail

/// The pages of administrators and auditors: municipalities with their agreements, API keys, the audit log.
struct AdministrationPages: Sendable {
    let shell: ConsoleShell

    var routes: [Route] {
        MunicipalityPages(shell: shell).routes + KeyPages(shell: shell).routes + AuditPages(shell: shell).routes
    }

    static func sections(_ services: ConsoleServices) -> [ConsoleSection] {
        [
            ConsoleSection(path: MunicipalityPages.path, scopes: services.scopes[.get, "/v1/municipalities"]) {
                AdministrationTexts.of($0).municipalities
            },
            ConsoleSection(path: KeyPages.path, scopes: services.scopes[.get, "/v1/keys"]) { AdministrationTexts.of($0).keys },
            ConsoleSection(path: AuditPages.path, scopes: services.scopes[.get, "/v1/audit"]) { AdministrationTexts.of($0).audit },
        ]
    }
}

extension ConsoleCall {
    var administrationTexts: AdministrationTexts { AdministrationTexts.of(language) }

    /// The wrong fields that a refusal names; `nil` for any other, which is told on a page of its own.
    func faults(of error: any Error) -> [FieldFault]? {
        let problem = (error as? IssuanceRefusal).map { Problem($0) } ?? error as? Problem
        return problem?.code == .invalid ? problem?.errors : nil
    }
}

extension Markup {
    /// Wrong fields, in one place over the form. What no form of ours can cause is told as the API tells it.
    static func faults(_ faults: [FieldFault], _ texts: ConsoleTexts, labels: [String: String]) -> Markup {
        guard !faults.isEmpty else { return .none }
        let words = FaultTexts.of(texts.language)
        let lines = faults.map { fault -> Markup in
            let reason: Markup = fault.kind.map { .text(words.text($0)) } ?? "<span lang=\"en\">\(fault.reason)</span>"
            return "<li><a href=\"#f-\(fault.field)\">\(labels[fault.field] ?? fault.field)</a>: \(reason)</li>\n"
        }
        let title = texts.faults
        return "<div class=\"notice\" id=\"errors\" role=\"alert\" tabindex=\"-1\">\n<h2>\(title)</h2>\n<ul>\n\(lines)</ul>\n</div>\n"
    }
}

/// A value as it stands in a query (RFC 3986 §2.3).
enum QueryText {
    static func encoded(_ text: String) -> String {
        var result = ""
        for octet in text.utf8 {
            switch octet {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
                result.unicodeScalars.append(Unicode.Scalar(octet))
            default:
                let digits = String(octet, radix: 16, uppercase: true)
                result += digits.utf8.count == 1 ? "%0\(digits)" : "%\(digits)"
            }
        }
        return result
    }
}
