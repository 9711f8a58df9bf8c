#include "remote/server_calls.hpp"

#include "documents/read_documents.hpp"

namespace muster {

Error ServerCalls::refusal(HttpReply const& reply) const
{
    Result<Json> const document = parse_json(reply.body);
    if (auto error = document ? find_error(*document) : std::nullopt) { return *std::move(error); }
    return {ErrorKind::unavailable, "NOT_MUSTER",
            url() + " answered with status " + std::to_string(reply.status) + ", and not as a Muster server does. Look at --server."};
}

Result<Json> ServerCalls::document_of(HttpReply const& reply) const
{
    if (reply.body.empty()) { return Json{}; }
    Result<Json> document = parse_json(reply.body);
    if (document) { return document; }
    return Error{ErrorKind::unavailable, "NOT_MUSTER", url() + " does not answer as a Muster server does. Look at --server."};
}

Result<HttpReply> ServerCalls::call(HttpCall const& call)
{
    TRY_ASSIGN(HttpReply reply, client_->send(call));
    if (!reply.is_success()) { return refusal(reply); }
    return reply;
}

Result<Json> ServerCalls::get(std::string path, Query query)
{
    HttpCall wanted;
    wanted.path = std::move(path);
    wanted.query = std::move(query);
    TRY_ASSIGN(HttpReply const reply, call(wanted));
    return document_of(reply);
}

Result<Json> ServerCalls::send(std::string method, std::string path, std::string document)
{
    HttpCall wanted;
    wanted.method = std::move(method);
    wanted.path = std::move(path);
    if (!document.empty()) { wanted.content_type = "application/json"; }
    wanted.body = std::move(document);
    TRY_ASSIGN(HttpReply const reply, call(wanted));
    return document_of(reply);
}

Result<std::int64_t> ServerCalls::download(std::string path, Query query, ByteSink& into)
{
    HttpCall wanted;
    wanted.path = std::move(path);
    wanted.query = std::move(query);
    wanted.take = [&into](std::string_view bytes) -> Result<bool> {
        TRY(into.write(bytes));
        return true;
    };
    TRY_ASSIGN(HttpReply const reply, call(wanted));
    return reply.total_count;
}

std::string text_of(PersonKey const& key)
{
    switch (key.kind) {
    case PersonKey::Kind::id: return "id:" + key.value;
    case PersonKey::Kind::external_id: return "externalId:" + key.value;
    case PersonKey::Kind::phone: return "phone:" + key.value;
    case PersonKey::Kind::email: break;
    }
    return "email:" + key.value;
}

} // namespace muster
