"""How tables look."""

from somlos.ui.example import Example

EXAMPLES = (
    Example(
        "Barn du følger",
        """{% table "Barn du følger" columns="Barn|Nivå|Siste kontakt|Neste møte" hover=True %}<tr><th scope="row"><a class="ds-link" data-color="neutral" href="#">Emil Solskrent</a><small>9 år · Lia skole</small></th><td>{% level 3 "sammensatt samarbeid" %}</td><td>I går</td><td>I dag kl. 14.00</td></tr><tr><th scope="row"><a class="ds-link" data-color="neutral" href="#">Amina Havbris</a><small>14 år · Fjordvik ungdomsskole</small></th><td>{% level 2 "flere tjenester" %}</td><td>5. mars</td><td>26. mars</td></tr>{% endtable %}""",
    ),
)
