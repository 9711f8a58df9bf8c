#include "api/imports/imports_api_test.hpp"
#include "base/extend_file.hpp"

namespace muster {
namespace {

std::string const people = "Email,First name\nana@example.com,Ana\nivan@example.com,Ivan\n";

/// Speaks the protocol as its clients do.
class ResumableTest : public ImportsApiTest {
protected:
    Answer tus(std::string method, std::string const& target, std::vector<HttpField> const& fields, std::string const& key = "App manage")
    {
        return send(with_fields(request(std::move(method), target, key), fields));
    }
    static HttpRequest with_fields(HttpRequest made, std::vector<HttpField> const& fields)
    {
        made.fields.add("Tus-Resumable", "1.0.0");
        for (HttpField const& field : fields) { made.fields.add(field.name, field.value); }
        return made;
    }
    std::string begun(std::size_t length)
    {
        Answer const answer =
            tus("POST", "/imports/1/uploads",
                {{"Upload-Length", std::to_string(length)}, {"Upload-Metadata", "filetype dGV4dC9jc3Y=,filename cGVvcGxlLmNzdg=="}});
        EXPECT_EQ(answer.status, 201) << answer.text;
        EXPECT_EQ(answer.field("tus-resumable"), "1.0.0");
        EXPECT_EQ(answer.number("length"), static_cast<std::int64_t>(length));
        EXPECT_FALSE(answer.field("upload-expires").empty());
        return answer.field("location");
    }
    Answer piece(std::string const& address, std::size_t offset, std::string bytes)
    {
        HttpRequest made = with_fields(request("PATCH", address), {{"Upload-Offset", std::to_string(offset)}});
        return send(with_body(std::move(made), std::move(bytes), "application/offset+octet-stream"));
    }
    std::string offset_of(std::string const& address) { return tus("HEAD", address, {}, "App read").field("upload-offset"); }
};

TEST_F(ResumableTest, GoesOnWhereItStoodAfterARestart)
{
    std::string const address = begun(people.size());
    EXPECT_EQ(offset_of(address), "0");
    EXPECT_EQ(piece(address, 0, people.substr(0, 20)).field("upload-offset"), "20");
    restart();
    Answer const state = tus("HEAD", address, {});
    EXPECT_EQ(state.status, 200);
    EXPECT_EQ(state.field("upload-offset"), "20");
    EXPECT_EQ(state.field("upload-length"), std::to_string(people.size()));
    EXPECT_EQ(state.field("cache-control"), "no-store");
    EXPECT_EQ(read(address).code(), "UPLOAD_UNFINISHED");
    Answer const again = piece(address, 0, people.substr(0, 20)); // its acknowledgement was lost
    EXPECT_EQ(again.status, 409);
    EXPECT_EQ(again.code(), "OFFSET_WRONG");
    EXPECT_EQ(again.field("tus-resumable"), "1.0.0");
    Answer const last = piece(address, 20, people.substr(20));
    EXPECT_EQ(last.status, 204) << last.text;
    EXPECT_EQ(last.field("upload-offset"), std::to_string(people.size()));
    std::string const id = last.field("upload-id");
    Answer const upload = read(address);
    EXPECT_EQ(std::to_string(upload.number("uploadId")), id);
    EXPECT_EQ(upload.text_at("file.name"), "people.csv");
    EXPECT_EQ(read("/imports/1/imports/" + id + "/file").text, people);
    EXPECT_EQ(offset_of(address), std::to_string(people.size()));
}

TEST_F(ResumableTest, CutsOffWhatACrashLeftBehindTheLastPiece)
{
    std::string const address = begun(people.size());
    piece(address, 0, people.substr(0, 20));
    std::string const token = address.substr(address.rfind('/') + 1);
    must(extend_file(folder_.path() + "/resumable/" + token + ".part", 20, *memory_source("half a piece")));
    restart();
    EXPECT_EQ(offset_of(address), "20");
    std::string const id = piece(address, 20, people.substr(20)).field("upload-id");
    EXPECT_EQ(read("/imports/1/imports/" + id + "/file").text, people);
}

TEST_F(ResumableTest, RefusesWhatDoesNotFit)
{
    EXPECT_EQ(tus("POST", "/imports/1/uploads", {}).code(), "HEADER_INVALID");
    EXPECT_EQ(tus("POST", "/imports/1/uploads", {{"Upload-Length", "-1"}}).code(), "HEADER_INVALID");
    EXPECT_EQ(tus("POST", "/imports/1/uploads", {{"Upload-Length", std::to_string(standard_upload_limit + 1)}}).status, 413);
    std::string const address = begun(10);
    EXPECT_EQ(piece(address, 0, "twelve bytes").status, 413);
    EXPECT_EQ(piece(address, 5, "x").status, 409);
    HttpRequest wrong_type = with_body(with_fields(request("PATCH", address), {{"Upload-Offset", "0"}}), "x", "text/plain");
    EXPECT_EQ(send(wrong_type).status, 415);
    HttpRequest without_offset = with_body(with_fields(request("PATCH", address), {}), "x", "application/offset+octet-stream");
    EXPECT_EQ(send(without_offset).code(), "HEADER_INVALID");
    HttpRequest old = request("HEAD", address);
    old.fields.add("Tus-Resumable", "0.2.2");
    EXPECT_EQ(send(old).status, 412);
    EXPECT_EQ(tus("HEAD", address, {}, "App stranger").status, 404);
    EXPECT_EQ(tus("HEAD", "/imports/1/uploads/../../etc/passwd", {}).status, 404);
    EXPECT_EQ(offset_of(address), "0");
    EXPECT_EQ(tus("DELETE", address, {}).status, 204);
    EXPECT_EQ(tus("HEAD", address, {}).status, 404);
    EXPECT_EQ(tus("OPTIONS", "/imports/1/uploads", {}).field("tus-extension"), "creation,expiration,termination");
}

TEST_F(ResumableTest, DoesNotKeepWhatCannotBeReadOrHasExpired)
{
    std::string const letter = "%PDF-1.7 and more";
    std::string const address = begun(letter.size());
    EXPECT_EQ(piece(address, 0, letter).status, 415);
    EXPECT_EQ(tus("HEAD", address, {}).status, 404);
    std::string const old = begun(people.size());
    piece(old, 0, people.substr(0, 20));
    later_ = std::int64_t{25} * 60 * 60 * 1'000'000;
    EXPECT_EQ(tus("HEAD", old, {}).status, 404);
    std::string const token = old.substr(old.rfind('/') + 1);
    begun(people.size()); // clears up
    EXPECT_EQ(code_of(open_file(folder_.path() + "/resumable/" + token + ".part")), "FILE_NOT_FOUND");
}

TEST_F(ResumableTest, KeepsOneAccountFromFillingTheDisk)
{
    for (std::size_t time = 0; time < ResumableUploads::most_unfinished; ++time) { begun(1'000); }
    EXPECT_EQ(tus("POST", "/imports/1/uploads", {{"Upload-Length", "1000"}}).status, 429);
    EXPECT_EQ(tus("POST", "/imports/1/uploads", {{"Upload-Length", "1000"}}, "App stranger").status, 201);
}

} // namespace
} // namespace muster
