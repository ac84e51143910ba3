import Issuance
import Mail
import TestKit
import Testing

struct ReturnAddressTests {
    private static let front = "https://front.example.be/back"

    private static func fault(_ text: String) -> ReturnAddressFault? {
        do throws(ReturnAddressFault) {
            _ = try ReturnAddress(text)
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: [
        ("https://front.example.be/back", "https://front.example.be/back"), ("HTTPS://Front.Example.BE", "https://front.example.be/"),
        ("https://front.example.be:443/back?a=b", "https://front.example.be/back?a=b"),
        ("https://front.example.be:8443/", "https://front.example.be:8443/"), ("https://front.example.be?x", "https://front.example.be/?x"),
        ("http://localhost:3000/cb", "http://localhost:3000/cb"), ("http://127.0.0.1:80/cb", "http://127.0.0.1/cb"),
        ("https://front.example.be/a%20b/c;d=(1)?e=%2F%2E", "https://front.example.be/a%20b/c;d=(1)?e=%2F%2E"),
    ])
    func `It is read in one form`(text: String, form: String) throws {
        #expect(try ReturnAddress(text).text == form)
    }

    @Test(
        arguments: [
            ("", .scheme), ("front.example.be/back", .scheme), ("//front.example.be/back", .scheme), ("/back", .scheme),
            ("http://front.example.be/back", .scheme), ("http://127.example.be/", .scheme), ("http://127.0.0.1.example.be/", .scheme),
            ("http://127.1/", .scheme), ("ftp://front.example.be/", .scheme), ("javascript:alert(1)//https://front.example.be", .scheme),
            ("https:/front.example.be/", .scheme), ("https:front.example.be/", .scheme),
            ("https://a@front.example.be/", .userInfo), ("https://front.example.be:x@evil.example/", .userInfo),
            ("https://front.example.be@evil.example/back", .userInfo), ("https://", .host), ("https:///back", .host),
            ("https://-a.be/", .host),
            ("https://front.example.be./back", .host), ("https://front..be/", .host), ("https://[::1]/", .characters),
            ("https://front.example.be:0/", .port), ("https://front.example.be:65536/", .port), ("https://front.example.be:/", .port),
            ("https://front.example.be:+1/", .port), ("https://front.example.be:1:2/", .port),
            ("https://front.example.be/back#x", .fragment), ("https://front.example.be\\@evil.example/", .characters),
            ("https://front.example.be/\t", .characters), (" https://front.example.be/", .characters),
            ("https://front.example.be/\u{0}", .characters), ("https://frönt.example.be/", .characters),
            ("https://front.example.be/a b", .characters), ("https://front.example.be/\"><script>", .characters),
            ("https://front.example.be/%", .characters), ("https://front.example.be/%2", .characters),
            ("https://front.example.be/%zz", .characters), ("https://front.example.be/back/../x", .path),
            ("https://front.example.be/./back", .path), ("https://front.example.be/back/%2e%2E/x", .path),
            ("https://front.example.be/back/.%2e/x", .path), ("https://front.example.be/back/..%2fx", .path),
            ("https://front.example.be/back/..;/x", .path), ("https://front.example.be/back/..;v=1/x", .path),
            ("https://front.example.be/back/%252e%252e/x", .path), ("https://front.example.be/back/..%3b/x", .path),
            ("https://front.example.be/back?%72esult=1", .resultParameter),
            ("https://front.example.be/back?result%5B%5D=1", .resultParameter),
            ("https://front.example.be/back/%5c..", .path), ("https://front.example.be/%0d%0a", .path),
            ("https://front.example.be/%00", .path), ("https://front.example.be/back?result=1", .resultParameter),
            ("https://front.example.be/back?a=b&result", .resultParameter),
            ("https://front.example.be/" + String(repeating: "a", count: 1_000), .tooLong),
        ] as [(String, ReturnAddressFault)])
    func `What a browser may read otherwise is refused`(text: String, fault: ReturnAddressFault) {
        #expect(Self.fault(text) == fault, "\(text)")
    }

    @Test(arguments: [
        "https://front.example.be/back", "https://front.example.be/back/", "https://front.example.be/back/x?y=z",
        "https://FRONT.example.be:443/back?y",
    ])
    func `It lies within a front at its path or below`(text: String) throws {
        #expect(try ReturnAddress(text).lies(within: ReturnAddress(Self.front)))
    }

    @Test(arguments: [
        "https://front.example.be/", "https://front.example.be/backdoor", "https://front.example.be/Back",
        "https://front.example.be/x/back",
        "https://front.example.be:8443/back", "https://a.front.example.be/back", "https://example.be/back",
        "https://front.example.be.evil.example/back", "http://localhost/back", "https://front.example.be//back",
        "https://evil.example/back",
        "https://front.example.be/?/back",
    ])
    func `Nothing else lies within it`(text: String) throws {
        #expect(!(try ReturnAddress(text).lies(within: ReturnAddress(Self.front))))
    }

    @Test func `A front that ends with a slash holds what is below it alone`() throws {
        let front = try ReturnAddress("https://front.example.be/back/")
        #expect(try ReturnAddress("https://front.example.be/back/x").lies(within: front))
        #expect(!(try ReturnAddress("https://front.example.be/back").lies(within: front)))
        #expect(try ReturnAddress("https://front.example.be").lies(within: ReturnAddress("https://front.example.be/")))
    }

    @Test(arguments: [
        ("https://f.be/b", "https://f.be/b?result="), ("https://f.be/b?", "https://f.be/b?result="),
        ("https://f.be/b?a=1", "https://f.be/b?a=1&result="), ("https://f.be/b?a=1&", "https://f.be/b?a=1&result="),
        ("https://f.be", "https://f.be/?result="), ("https://f.be/b?u=https://x.be/?y=1", "https://f.be/b?u=https://x.be/?y=1&result="),
    ])
    func `A result is put behind whatever query it has`(returnTo: String, begin: String) async throws {
        let front = Front(name: "MyFront", returnURL: try ReturnAddress("https://f.be"))
        let desk = try Desk(fronts: [front])
        let issued = try await desk.issue(desk.request { $0.returnTo = returnTo })
        let redeemed = try await desk.issuer.redeem(token: try desk.newestToken(), code: issued.activationCode)
        let link = try #require(redeemed.returnLink)
        let url = link.url.revealText()
        #expect(link.name == "MyFront" && link.host == "f.be")
        #expect(url.hasPrefix(begin) && url.count == begin.count + ResultToken.characters, "\(url)")
    }
}
