import Mail
import Submission
import Testing

@Suite struct RelayCapabilitiesTests {
    @Test func `Keywords are read in either case`() {
        let offered = DialogueDriver.capabilities([
            "pipelining", "Size 10240000", "starttls", "auth plain LOGIN", "8bitmime", "SmtpUtf8", "dsn", "enhancedstatuscodes",
            "requiretls",
            "deliverby 3600", "x-unknown",
        ])
        #expect(offered.pipelining && offered.startTLS && offered.eightBitMIME && offered.smtpUTF8 && offered.dsn)
        #expect(offered.enhancedStatusCodes && offered.requireTLS && offered.deliverBy)
        #expect(offered.size == 10_240_000 && offered.declaresSize)
        #expect(offered.deliverByMinimum == 3_600)
        #expect(offered.authMechanisms == ["PLAIN", "LOGIN"])
        #expect(!offered.withoutPipelining.pipelining)
        #expect(offered.withoutPipelining.size == 10_240_000)
    }

    @Test func `AUTH= of old servers is AUTH`() {
        #expect(DialogueDriver.capabilities(["AUTH=LOGIN PLAIN"]).authMechanisms == ["LOGIN", "PLAIN"])
    }

    @Test(arguments: ["SIZE", "SIZE 0", "SIZE x", "SIZE -5", "SIZE 99999999999999999999"])
    func `SIZE without a number gives no limit`(line: String) {
        let offered = DialogueDriver.capabilities([line])
        #expect(offered.size == nil && offered.declaresSize)
    }

    private func configuration(_ tls: RelayConfiguration.TLSMode, requireTLS: Bool, deliverBy: Bool) -> RelayConfiguration {
        RelayConfiguration(
            name: "test", host: "127.0.0.1", port: 25, tls: tls, ehloName: "send.example.be", requireTLS: requireTLS, deliverBy: deliverBy)
    }

    @Test(arguments: RelayConfiguration.TLSMode.allCases, [false, true])
    func `REQUIRETLS and DELIVERBY are used where the relay's settings say so`(tls: RelayConfiguration.TLSMode, isSet: Bool) {
        let offered = DialogueDriver.capabilities(["REQUIRETLS", "DELIVERBY 5", "DSN"])
        let used = offered.used(by: configuration(tls, requireTLS: isSet, deliverBy: isSet))
        #expect(used.requireTLS == (isSet && tls != .none) && used.deliverBy == isSet && used.dsn)
        #expect(!RelayCapabilities().used(by: configuration(tls, requireTLS: true, deliverBy: true)).requireTLS)
    }

    @Test func `Without parameters stays what the message or the settings need`() {
        let offered = DialogueDriver.capabilities(["SIZE 100", "DSN", "DELIVERBY", "REQUIRETLS", "SMTPUTF8", "PIPELINING"])
        let configuration = configuration(.startTLS, requireTLS: true, deliverBy: true)
        let bare = offered.used(by: configuration, parameters: false)
        #expect(!bare.dsn && !bare.deliverBy && !bare.declaresSize && !bare.hasOptionalParameters)
        #expect(bare.size == 100 && bare.requireTLS && bare.smtpUTF8 && bare.pipelining)
        #expect(!offered.used(by: configuration, pipelining: false).pipelining)
        for keyword in ["SIZE", "DSN", "DELIVERBY"] { #expect(DialogueDriver.capabilities([keyword]).hasOptionalParameters) }
        #expect(!DialogueDriver.capabilities(["REQUIRETLS", "SMTPUTF8", "PIPELINING"]).hasOptionalParameters)
    }

    @Test func `The greeting line offers nothing`() {
        #expect(RelayCapabilities(ehloLines: [Array("PIPELINING".utf8)]) == RelayCapabilities())
        #expect(RelayCapabilities(ehloLines: []) == RelayCapabilities())
    }

    @Test func `A relay without SMTPUTF8 cannot take an address that needs it`() throws {
        let message = try transaction("jérôme")
        #expect(message.obstacle(RelayCapabilities()) == .smtpUTF8Missing)
        #expect(message.obstacle(DialogueDriver.capabilities(["SMTPUTF8"])) == nil)
    }

    @Test func `A message larger than SIZE is not begun`() throws {
        let message = try transaction(message: String(repeating: "x", count: 101))
        #expect(message.obstacle(DialogueDriver.capabilities(["SIZE 100"])) == .sizeExceeded)
        #expect(message.obstacle(DialogueDriver.capabilities(["SIZE 101"])) == nil)
        #expect(message.obstacle(DialogueDriver.capabilities(["SIZE"])) == nil)
    }

    @Test func `MAIL names the parameters the relay offers and no other`() throws {
        var driver = DialogueDriver(pipelining: false, ["SIZE 5000", "SMTPUTF8"])
        driver.begin(try transaction("jérôme", message: "hello\r\n"))
        #expect(driver.written == ["MAIL FROM:<no-reply@send.example.be> SIZE=7 SMTPUTF8\r\n"])
        driver = DialogueDriver(pipelining: false, ["SMTPUTF8"])
        driver.begin(try transaction())
        #expect(driver.written == ["MAIL FROM:<no-reply@send.example.be>\r\n"])
    }
}
