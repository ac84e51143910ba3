import HTTPTypes
import Testing

@testable import API

/// The value of a field is that of the library's subscript.
@Suite struct HTTPFieldsTests {
    @Test(arguments: [[], [""], ["application/json"], ["5", "5"], ["", "a", "b, c"]])
    func `a field that stands there so often has the value that the subscript gives`(values: [String]) {
        var fields: HTTPFields = [.userAgent: "front", .accept: "a/b"]
        for value in values { fields.append(HTTPField(name: .contentType, value: value)) }
        fields.append(HTTPField(name: .contentLength, value: "0"))
        #expect(fields.value(of: .contentType) == fields[.contentType])
        #expect(fields.value(of: .contentType) == (values.isEmpty ? nil : values.joined(separator: ", ")))
    }
}
