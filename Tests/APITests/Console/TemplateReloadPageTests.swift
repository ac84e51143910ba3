import HTTPTypes
import Issuance
import Mail
import Queue
import Rendering
import TestKit
import Testing

@testable import Console

/// Reading changed texts again, and what the pages say of texts with faults.
@Suite(.timeLimit(.minutes(5))) struct TemplateReloadPageTests {
    private static let problem = TemplateProblem(file: "one_time_code/nl/body.txt", line: 7, column: 3, message: "no {{such}} <name>")

    private func browser(_ service: Service) async throws -> Browser {
        try await service.browser("operator-1", [HeldRole(.operator, in: nil)])
    }

    @Test func `an operator has changed texts read, and is told which ones are in force`() async throws {
        let service = try await Service()
        let browser = try await browser(service)
        let page = try await browser.get("/console/templates")
        #expect(page.text.contains(">Read them again</button>") && !page.text.contains("The files were read"))
        let done = try await browser.post("/console/templates/reload")
        let place = try #require(done.headers[.location])
        #expect(done.status == 303 && place.hasPrefix("/console/templates?in_force="), "\(done.text)")
        #expect(service.operation.readAgainBy.map(\.text).allSatisfy { $0.hasPrefix("psn_") } && service.operation.readAgainBy.count == 1)
        let told = try await browser.get(place)
        PageRules.check(told, "read again")
        #expect(told.text.contains("The files were read: version "))
        // Loading it again reads nothing again, and another version's success is not told.
        #expect(service.operation.readAgainBy.count == 1)
        #expect(!(try await browser.get("/console/templates?in_force=former").text.contains("The files were read")))
    }

    @Test func `texts with faults are refused, with their places`() async throws {
        let service = try await Service()
        let browser = try await browser(service)
        service.operation.set(TemplateFault(at: service.clock.now, problems: [Self.problem]))
        try await browser.get("/console/templates")
        let refused = try await browser.post("/console/templates/reload")
        PageRules.check(refused, "refused")
        #expect(refused.status == 422 && refused.text.contains("one_time_code/nl/body.txt:7:3</code> no {{such}} &lt;name&gt;"))
        #expect(refused.text.contains("<title>Check these points – "))
        #expect(refused.text.contains(">Read them again</button>") && !refused.text.contains("The files were read"))
    }

    @Test func `what cannot be recorded is not told as done, nor as texts with faults`() async throws {
        let service = try await Service()
        let browser = try await browser(service)
        service.operation.set(unrecorded: .unwritable("disk full"))
        try await browser.get("/console/templates")
        let answer = try await browser.post("/console/templates/reload")
        #expect(answer.status == 503 && !answer.text.contains("disk full"), "\(answer.status) \(answer.text)")
    }

    @Test func `the overview tells of texts with faults while there are any`() async throws {
        let service = try await Service()
        let browser = try await browser(service)
        #expect(!(try await browser.get("/console/queue").text.contains("Changed texts were not put in force")))
        service.operation.set(TemplateFault(at: service.clock.now, problems: [Self.problem]))
        for path in ["/console/queue", "/console/queue/part"] {
            let text = try await browser.get(path).text
            #expect(text.contains("Changed texts were not put in force") && text.contains("href=\"/console/templates\""), "\(path)")
        }
        service.operation.set(TemplateFault?.none)
        #expect(!(try await browser.get("/console/queue").text.contains("Changed texts were not put in force")))
    }

    @Test(
        arguments: [
            (Role.registrationOfficer, "62063"), (.mainAccessManager, "62063"), (.auditor, nil), (.administrator, nil),
        ] as [(Role, String?)])
    func `nobody else may, and no form without the session's token`(role: Role, place: String?) async throws {
        let service = try await Service()
        let other = try await service.browser("p", [HeldRole(role, in: place)])
        try await other.get("/console/queue")
        #expect(try await other.post("/console/templates/reload").status == 403)
        let browser = try await browser(service)
        try await browser.get("/console/templates")
        #expect(try await browser.post("/console/templates/reload", [("form_token", "x")]).status == 400)
        #expect(service.operation.readAgainBy.isEmpty)
    }
}
