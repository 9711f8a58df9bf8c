#include "fault/people.hpp"

#include <array>

namespace muster::fault {

namespace {

std::string mail(int person) { return "person" + std::to_string(person) + "@m" + std::to_string(person % 7) + ".test"; }
std::string phone(int person) { return "+38591" + std::to_string(2'000'000 + person * 31); }

struct Line {
    std::string external_id, first_name, last_name, email, phone, city, type, tags, points;
    std::string text() const
    {
        std::string line;
        for (std::string const* cell : {&external_id, &first_name, &last_name, &email, &phone, &city, &type, &tags, &points}) {
            line += *cell + (cell == &points ? "\n" : ",");
        }
        return line;
    }
};

Line plain(int person)
{
    static constexpr std::array names{"Ana", "Ivan", "Lucija", "Hans", "Emily", "Marko", "Petra"};
    static constexpr std::array cities{"Zagreb", "Split", "Berlin", "Osijek", "Rijeka"};
    auto const pick = [person](auto const& list) { return list[static_cast<std::size_t>(person) % list.size()]; };
    return {"C" + std::to_string(person),
            pick(names),
            "Horvat" + std::to_string(person % 50),
            mail(person),
            phone(person),
            pick(cities),
            "LEAD",
            person % 3 == 0 ? "news" : "",
            ""};
}

/// The n-th row of a file that changes what is stored.
Line changed(int person, int row)
{
    Line line = plain(person);
    if (row % 13 == 5) { return line; } // as it was
    line.city = "Beyond" + std::to_string(row % 9);
    line.tags = row % 2 == 0 ? "news;vip" : "summer";
    line.points = std::to_string(row * 3);
    if (row % 4 == 0) { line.type = "CUSTOMER"; }
    if (row % 10 == 7) { line.email = "second" + mail(person); }
    if (row % 23 == 6) { line.email = "no address"; }
    return line;
}

} // namespace

std::string csv_of(People const& people)
{
    std::string text = "externalId,firstName,lastName,email,phone,city,type,tags,points\n";
    for (int row = 0; row < people.rows; ++row) {
        int const person = people.first + row;
        if (people.kind == People::Kind::stored) {
            text += plain(person).text();
        } else if (row % 50 == 11) { // two of the first persons, which no other row meets, turn out to be one
            Line line = plain(row / 25 * 2);
            line.external_id.clear();
            line.phone = phone(row / 25 * 2 + 1);
            text += line.text();
        } else if (row % 10 == 7) { // the person of three rows ago once more
            text += changed(person - 3, row).text();
        } else {
            text += changed(person, row).text();
        }
    }
    return text;
}

} // namespace muster::fault
