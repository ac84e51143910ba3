import Mail
import Testing

@testable import Submission

@Suite("The end of a certificate, as libcurl tells it") struct CertificateTimeTests {
    @Test(
        "is read in both of its forms",
        arguments: [
            ("Expire date:Nov  9 19:33:51 2027 GMT", "2027-11-09T19:33:51.000Z"),
            ("Expire date:Feb 29 00:00:00 2028 GMT", "2028-02-29T00:00:00.000Z"),
            ("Expire date:2027-11-09 19:33:51 GMT", "2027-11-09T19:33:51.000Z"),
        ])
    func read(_ field: String, _ end: String) {
        #expect(CertificateTime.end(field: field)?.rfc3339 == end)
    }

    @Test(
        "is nothing else",
        arguments: [
            "Start date:Nov  9 19:33:51 2027 GMT", "Expire date:", "Expire date:Nov 9 2027", "Expire date:Feb 30 00:00:00 2027 GMT",
            "Expire date:Nov  9 19:33 2027 GMT", "Expire date:Nov  9 19:33:51 2027 CET", "Expire date:2027-11 19:33:51 GMT",
            "Subject:CN = relay", "",
        ])
    func other(_ field: String) {
        #expect(CertificateTime.end(field: field) == nil)
    }
}
