#include "api/answer_file.hpp"

#include "api/percent.hpp"

#include <utility>

namespace muster {

std::string_view media_type_of(TableFormat format)
{
    return format == TableFormat::csv ? "text/csv; charset=utf-8" : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
}

std::string attachment(std::string_view file_name)
{
    std::string plain; // for clients that do not know the encoded form
    for (char const sign : file_name) {
        bool const is_plain = sign >= ' ' && sign < '\x7f' && sign != '"' && sign != '\\' && sign != '%';
        plain += is_plain ? sign : '_';
    }
    return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + percent_encoded(file_name);
}

HttpAnswer file_answer(std::shared_ptr<ByteSource const> bytes, std::string_view type, std::string_view name)
{
    HttpAnswer answer;
    answer.fields.add("Content-Type", std::string{type});
    answer.fields.add("Content-Disposition", attachment(name));
    answer.body = std::move(bytes);
    return answer;
}

} // namespace muster
