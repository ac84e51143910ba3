/// What wrk asks for, as Codable reads it.
struct CodeBody: Decodable {
    struct Recipient: Decodable {
        let email: String
        let language: String
    }

    let recipient: Recipient
    let purpose: String
    let binding: String
}
