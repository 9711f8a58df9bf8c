#include "load_persons.hpp"

#include <array>
#include <cstdio>
#include <string_view>

namespace muster::load {

namespace {

constexpr std::array<std::string_view, 8> first_names{"Ana", "Željka", "Hans", "Jürgen", "Olivia", "Inês", "花子", "Petra"};
constexpr std::array<std::string_view, 8> last_names{"Horvat", "Kovačević", "Müller", "Weiß", "O'Neil", "Gonçalves", "佐藤", "Jurić"};
constexpr std::array<std::string_view, 6> cities{"Zagreb", "Split", "München", "Austin, TX", "São Paulo", "東京"};
constexpr std::array<std::string_view, 5> countries{"US", "DE", "HR", "JP", "BR"};

/// As in make_people.py: one to one, in no order.
std::int64_t scattered(std::int64_t number, std::int64_t size) { return number * 2'654'435'761 % size; }

std::string digits(std::int64_t number, int width)
{
    std::array<char, 24> text{};
    int const size = std::snprintf(text.data(), text.size(), "%0*lld", width, static_cast<long long>(number));
    return {text.data(), static_cast<std::size_t>(size)};
}

std::string email_of(std::int64_t number)
{
    std::string letters;
    for (std::int64_t rest = scattered(number + 1, 4'999'999'937); rest > 0; rest /= 26) { letters += static_cast<char>('a' + rest % 26); }
    return letters + "@m" + std::to_string(number % 97) + ".test";
}

/// Begins the object and leaves it open.
void append_values(std::string& into, std::int64_t number, std::uint64_t variety)
{
    auto const text = [&into](std::string_view name, std::string_view value) {
        into.append(",\"").append(name).append("\":\"").append(value).append("\"");
    };
    std::uint64_t const choice = variety + static_cast<std::uint64_t>(number);
    into.append("{\"externalId\":\"C").append(std::to_string(number)).append("\"");
    text("firstName", first_names[choice % first_names.size()]);
    text("lastName", last_names[choice / 8 % last_names.size()]);
    text("birthDate", std::to_string(1940 + number % 66) + "-" + digits(1 + number % 12, 2) + "-" + digits(1 + number % 28, 2));
    text("city", cities[choice / 64 % cities.size()]);
    text("country", countries[static_cast<std::size_t>(number) % countries.size()]);
    text("gender", number % 2 == 1 ? "FEMALE" : "MALE");
}

} // namespace

std::string phone_of(std::int64_t number)
{
    std::int64_t const tail = scattered(number / 5, 7'999'993);
    switch (number % 5) {
    case 0: return "+1212" + digits(2'000'000 + tail, 7);
    case 1: return "+49151" + digits(tail * 12 + 7, 8);
    case 2: return "+38591" + digits(2'000'000 + tail, 7);
    case 3: return "+8190" + digits(10'000'000 + tail * 11, 8);
    default: return "+55119" + digits(tail * 12 + 7, 8);
    }
}

std::string create_body(std::int64_t number, std::uint64_t variety)
{
    std::string body;
    append_values(body, number, variety);
    body.append(",\"contactInformation\":{\"phone\":[{\"number\":\"").append(phone_of(number)).append("\"}],");
    body.append("\"email\":[{\"address\":\"").append(email_of(number)).append("\"}]}}");
    return body;
}

std::string upsert_body(std::int64_t first, std::int64_t step, std::int64_t count, std::uint64_t variety)
{
    std::string body{"{\"persons\":["};
    for (std::int64_t place = 0; place < count; ++place) {
        std::int64_t const number = first + place * step;
        if (place > 0) { body += ','; }
        append_values(body, number, variety);
        body.append(",\"contactInformation\":[{\"type\":\"PHONE\",\"identifier\":\"").append(phone_of(number)).append("\"},");
        body.append("{\"type\":\"EMAIL\",\"identifier\":\"").append(email_of(number)).append("\"}]}");
    }
    return body + "]}";
}

} // namespace muster::load
