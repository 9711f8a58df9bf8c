#include "reading/xlsx/string_listener.hpp"

#include "reading/xlsx/xml_text.hpp"

namespace muster {

void StringListener::start(XmlName const& name)
{
    if (ignored_ == 0 && place_ != Place::text && is_element(name, "t")) {
        around_text_ = place_;
        place_ = Place::text;
        text_start_ = into_->size();
    } else if (ignored_ == 0 && place_ == Place::string && is_element(name, "r")) {
        place_ = Place::run;
    } else {
        ++ignored_;
    }
}

bool StringListener::end()
{
    if (ignored_ > 0) {
        --ignored_;
        return false;
    }
    switch (place_) {
    case Place::text:
        unescape_text(*into_, text_start_);
        place_ = around_text_;
        return false;
    case Place::run: place_ = Place::string; return false;
    case Place::string: break;
    }
    into_ = nullptr;
    return true;
}

} // namespace muster
