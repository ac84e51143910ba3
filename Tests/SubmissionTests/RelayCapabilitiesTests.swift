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
        #expect(offered.size == 10_240_000)
        #expect(offered.authMechanisms == ["PLAIN", "LOGIN"])
        #expect(!offered.withoutPipelining.pipelining)
        #expect(offered.withoutPipelining.size == 10_240_000)
    }

    @Test func `AUTH= of old servers is AUTH`() {
        #expect(DialogueDriver.capabilities(["AUTH=LOGIN PLAIN"]).authMechanisms == ["LOGIN", "PLAIN"])
    }

    @Test(arguments: ["SIZE", "SIZE 0", "SIZE x", "SIZE -5", "SIZE 99999999999999999999"])
    func `SIZE without a number gives no limit`(line: String) {
        #expect(DialogueDriver.capabilities([line]).size == nil)
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
