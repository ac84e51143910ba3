/// A part besides text and HTML as Mailpit's API shows it.
struct APIAttachment: Codable, Hashable, Sendable {
    let partID: String
    let fileName: String
    let contentType: String
    let contentID: String
    let size: Int

    enum CodingKeys: String, CodingKey {
        case partID = "PartID"
        case fileName = "FileName"
        case contentType = "ContentType"
        case contentID = "ContentID"
        case size = "Size"
    }

    init(_ part: MessagePart) {
        partID = String(part.number)
        fileName = part.fileName
        contentType = part.contentType
        contentID = part.contentID.filter { $0 != "<" && $0 != ">" }
        size = part.size
    }
}
