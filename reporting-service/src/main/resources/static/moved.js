// The form's former address: the new one finds on this phone what the former version left there, and sends it.
const { search } = location;
const form = document.getElementById("form");
location.replace(search ? `/report${search}` : form.href);
