import HTTPTypes
import Issuance
import Mail
import TestKit
import Testing

@testable import Console

/// What helps an officer on: the page of help, and what is said where an activation leaves nothing to do.
@Suite(.timeLimit(.minutes(5))) struct OfficerHelpTests {
    @Test(arguments: Language.allCases)
    func `the help says every step, case, outcome and act, in the words of the pages`(language: Language) async throws {
        let service = try await Service()
        let browser = try await service.browser()
        try await browser.get("/console/activations")
        try await browser.post("/console/language", [("language", language.rawValue), ("back", "/console/activations")])
        let page = try await browser.get("/console/activations/help")
        #expect(page.status == 200 && page.headers[.contentLanguage] == language.rawValue)
        PageRules.check(page, "help")
        let (help, texts, mails) = (HelpTexts.of(language), OfficerTexts.of(language), MailTexts.of(language))
        #expect(help.steps.count == 7 && help.never.count == 5)
        let said = [help.title, help.lead] + help.steps + help.never + ActivationAct.allCases.map { $0.words(texts).lead }
        let rows = Activation.Case.allCases.compactMap { texts.cases[$0]?.lead } + MailOutlook.allCases.compactMap { mails.words[$0]?.text }
        for words in said + rows { #expect(page.text.contains(HTML.escaped(words)), "\(words)") }
        for other in Language.allCases where other != language {
            #expect(Set(HelpTexts.of(other).steps).isDisjoint(with: help.steps))
        }
    }

    @Test func `every page of an officer leads to the help, in a tab of its own, and nobody else's does`() async throws {
        let service = try await Service()
        let officer = try await service.browser()
        let link = "<a href=\"/console/activations/help\" target=\"_blank\" rel=\"noopener\">Help for officers (opens in a new tab)</a>"
        for path in ["/console/activations", "/console/activations/new/no_eid", "/console/activations/act_x"] {
            #expect(try await officer.get(path).text.contains(link), "\(path)")
        }
        let manager = try await service.browser("m", [HeldRole(.mainAccessManager, in: "62063")])
        #expect(try await !manager.get("/console/access/62063").text.contains("/console/activations/help"))
        #expect(try await manager.get("/console/activations/help").status == 403)
    }

    @Test(arguments: ["locked", "revoked", "expired"])
    func `where nothing can be done any more the page leads to a new activation`(state: String) async throws {
        let service = try await Service()
        let (id, _, token) = try await service.issued()
        switch state {
        case "locked":
            for _ in 0..<TryLimits.perCode {
                _ = try await service.ask(.post, "/v1/activations/redeem", body: #"{"token":"\#(token)","code":"00000-00000"}"#)
            }
        case "revoked": _ = try await service.ask(.post, "/v1/activations/\(id)/revoke")
        default: service.clock.advance(by: .seconds(15 * 86_400))
        }
        // After that time nobody who signed in before is signed in.
        let browser = try await service.browser()
        let page = try await browser.get("/console/activations/\(id)")
        PageRules.check(page, state)
        #expect(page.text.contains("State: \(state)") && page.text.contains(OfficerTexts.en.nothingLeft), "\(page.text)")
        #expect(page.text.contains("<a class=\"button plain\" href=\"/console/activations/new\">New activation</a>"))
        #expect(!page.text.contains("/\(id)/reissue"))
    }
}
