import HTTPTypes
import Issuance
import Mail
import Testing

@testable import Console

/// Where the links to write to a desk lead.
struct MailLinkTests {
    @Test(
        arguments: [
            ("a.b_c-d~1@x.be", "mailto:a.b_c-d~1@x.be"), ("o'brien+1@x.be", "mailto:o%27brien%2B1@x.be"),
            ("help?cc=x%40evil.be&body=y@x.be", "mailto:help%3Fcc%3Dx%2540evil.be%26body%3Dy@x.be"),
            ("a,b@c@x.be", "mailto:a%2Cb%40c@x.be"),
            ("\u{E9}\n@x.be", "mailto:%C3%A9%0A@x.be"), ("x", "mailto:x"), ("", "mailto:"),
        ])
    func `an address is a recipient and nothing else`(email: String, url: String) {
        #expect(MailLink.url(email) == url)
    }

    @Test func `the operator's and a municipality's are links of that kind on every page`() async throws {
        let email = "help?cc=x%40evil.be@example.be"
        let link = "href=\"mailto:help%3Fcc%3Dx%2540evil.be@example.be\""
        let service = try await Service(contact: ContactDetails(name: "Servicedesk", email: email, phone: nil))
        #expect(try await service.ask(.get, "/a/x", key: .some(nil)).text.contains(link))
        #expect(try await service.browser().get("/console/activations").text.contains(link))
        let own = MunicipalityBranding.Contact(name: NameByLanguage("Guichet"), email: "a?b@liege.example", phone: nil)
        service.brands["62063"] = MunicipalityBranding(contact: own)
        let page = try await service.ask(.get, "/activated/fr?municipality=62063", key: .some(nil))
        #expect(page.text.contains("href=\"mailto:a%3Fb@liege.example\"") && page.text.contains(">a?b@liege.example</a>"))
    }
}
