"""What the library answers; every query takes the person who asks and gives only what he may read."""
